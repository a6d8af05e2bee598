using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Arguments;

internal sealed class ChoiceKind<TPick> : ArgumentKind<TPick>
{
    private readonly IReadOnlyList<Choice<TPick>> _choices;
    private readonly Dictionary<string, TPick> _spellings = new(StringComparer.OrdinalIgnoreCase);

    public ChoiceKind(IReadOnlyList<Choice<TPick>> choices)
    {
        if (choices.Count is 0 or > 25)
        {
            throw new ArgumentException($"{choices.Count} choices; Discord takes 1 to 25", nameof(choices));
        }

        _choices = choices;
        foreach (var choice in choices)
        {
            foreach (var spelling in (IEnumerable<string>)[choice.Name, .. choice.Spellings])
            {
                if (!_spellings.TryAdd(spelling, choice.Value))
                {
                    throw new ArgumentException($"the spelling '{spelling}' belongs to two choices", nameof(choices));
                }
            }
        }
    }

    public override string Example => _choices[0].Name;

    public override ApplicationCommandOption Decorate(ApplicationCommandOption option) =>
        option with { Choices = [.. _choices.Select(choice => new CommandChoice(choice.Name, choice.Name))] };

    public override ValueTask<Argument<TPick>> ReadAsync(string text, ArgumentScene scene, CancellationToken ct) =>
        ValueTask.FromResult(_spellings.TryGetValue(text, out var pick) ? pick : Argument<TPick>.Wrong($"choose {Listed()}"));

    public override string? ProblemOfExample(string text) => _spellings.ContainsKey(text) ? null : $"choose {Listed()}";

    private string Listed() => _choices.Count == 1
        ? _choices[0].Name
        : string.Join(", ", _choices.Take(_choices.Count - 1).Select(choice => choice.Name)) + " or " + _choices[^1].Name;
}
