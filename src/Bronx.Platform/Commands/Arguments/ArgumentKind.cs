using System.Text.Json;
using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Arguments;

/// <summary>How one type of argument is read, and how Discord is told about it.</summary>
internal abstract class ArgumentKind<T>
{
    public abstract string Example { get; }

    public virtual bool TakesRest => false;

    public virtual CommandOptionType OptionType => CommandOptionType.String;

    public virtual ApplicationCommandOption Decorate(ApplicationCommandOption option) => option;

    public virtual int WordsTaken(IReadOnlyList<Word> words, int from, bool isLast) => 1;

    public abstract ValueTask<Argument<T>> ReadAsync(string text, ArgumentScene scene, CancellationToken ct);

    public virtual ValueTask<Argument<T>> ReadAsync(InteractionOption option, ArgumentScene scene, CancellationToken ct) =>
        ReadAsync(TextOf(option), scene, ct);

    public virtual IReadOnlyList<CommandChoice> Suggest(string typed, ArgumentScene scene) => [];

    public virtual string? ProblemOfExample(string text) => null;

    /// <summary>An option's value as text, whatever JSON type Discord used.</summary>
    protected static string TextOf(InteractionOption option) => option.Value switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString() ?? "",
        { } other => other.GetRawText(),
    };
}

/// <summary>An argument, or what is wrong with the text.</summary>
internal readonly record struct Argument<T>(T? Value, string? Problem)
{
    public static implicit operator Argument<T>(T value) => new(value, null);

    public static Argument<T> Wrong(string problem) => new(default, problem);
}

/// <summary>The same without its type, for the parser.</summary>
internal readonly record struct ArgumentResult(object? Value, string? Problem)
{
    public static ArgumentResult Right(object value) => new(value, null);

    public static ArgumentResult Wrong(string problem) => new(null, problem);
}

/// <summary>A word as typed: where it stands in the text, and whether it was in quotation marks.</summary>
internal readonly record struct Word(string Text, int Start, int End, bool Quoted);
