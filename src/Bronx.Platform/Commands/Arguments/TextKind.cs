using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Arguments;

internal sealed class TextKind(int maxLength, bool takesRest) : ArgumentKind<string>
{
    public override string Example => takesRest ? "some words" : "word";

    public override bool TakesRest => takesRest;

    public override ApplicationCommandOption Decorate(ApplicationCommandOption option) =>
        option with { MinLength = 1, MaxLength = Math.Min(maxLength, 6000) };

    public override int WordsTaken(IReadOnlyList<Word> words, int from, bool isLast) => takesRest ? words.Count - from : 1;

    public override ValueTask<Argument<string>> ReadAsync(string text, ArgumentScene scene, CancellationToken ct) =>
        ValueTask.FromResult(ProblemOfExample(text) is { } problem ? Argument<string>.Wrong(problem) : text);

    public override string? ProblemOfExample(string text) => text.Length > maxLength
        ? $"it has {text.Length} characters, and {maxLength} is the most"
        : null;
}
