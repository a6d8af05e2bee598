using Bronx.Discord.Models;
using Bronx.Platform.Commands.Arguments;

namespace Bronx.Platform.Commands;

/// <summary>One argument of a command: its name, what it takes, and how it is read from text and from slash options.</summary>
public abstract class Parameter
{
    private protected Parameter(string name, string description, bool required)
    {
        Name = name;
        Description = description;
        Required = required;
    }

    /// <summary>1–32 lower-case letters, digits, - and _; also the slash option's name.</summary>
    public string Name { get; }

    /// <summary>1–100 characters.</summary>
    public string Description { get; }

    public bool Required { get; }

    /// <summary>How help shows it: <c>&lt;amount&gt;</c>, optional <c>[amount]</c>.</summary>
    public string Shape => Required ? $"<{Name}>" : $"[{Name}]";

    /// <summary>A spelling that is right, for errors and help.</summary>
    public abstract string Example { get; }

    /// <summary>Whether it takes all the text that is left.</summary>
    internal abstract bool TakesRest { get; }

    internal abstract ApplicationCommandOption ToOption();

    /// <summary>How many of the words that are left belong to it: at least 1; all of them for a rest of text.</summary>
    internal abstract int WordsTaken(IReadOnlyList<Word> words, int from, bool isLast);

    internal abstract ValueTask<ArgumentResult> ReadAsync(string text, ArgumentScene scene, CancellationToken ct);

    internal abstract ValueTask<ArgumentResult> ReadAsync(InteractionOption option, ArgumentScene scene, CancellationToken ct);

    internal abstract IReadOnlyList<CommandChoice> Suggest(string typed, ArgumentScene scene);

    /// <summary>Checks an example at start, without asking anybody about members and the like.</summary>
    internal abstract string? ProblemOfExample(string text);
}

/// <summary>A parameter whose argument is a <typeparamref name="T"/>. Made by <see cref="Parameters"/>.</summary>
public sealed class Parameter<T> : Parameter
{
    private readonly ArgumentKind<T> _kind;

    internal Parameter(string name, string description, ArgumentKind<T> kind, bool required = true)
        : base(name, description, required) => _kind = kind;

    public override string Example => _kind.Example;

    /// <summary>The same, but it may be left out.</summary>
    public Parameter<T> Optional() => new(Name, Description, _kind, required: false);

    internal override bool TakesRest => _kind.TakesRest;

    internal override ApplicationCommandOption ToOption() => _kind.Decorate(new()
    {
        Type = _kind.OptionType,
        Name = Name,
        Description = Description,
        Required = Required ? true : null,
    });

    internal override int WordsTaken(IReadOnlyList<Word> words, int from, bool isLast) => _kind.WordsTaken(words, from, isLast);

    internal override async ValueTask<ArgumentResult> ReadAsync(string text, ArgumentScene scene, CancellationToken ct) =>
        Box(await _kind.ReadAsync(text, scene, ct));

    internal override async ValueTask<ArgumentResult> ReadAsync(InteractionOption option, ArgumentScene scene, CancellationToken ct) =>
        Box(await _kind.ReadAsync(option, scene, ct));

    internal override IReadOnlyList<CommandChoice> Suggest(string typed, ArgumentScene scene) => _kind.Suggest(typed, scene);

    internal override string? ProblemOfExample(string text) => _kind.ProblemOfExample(text);

    private static ArgumentResult Box(Argument<T> read) => read.Problem is { } problem ? ArgumentResult.Wrong(problem) : ArgumentResult.Right(read.Value!);
}
