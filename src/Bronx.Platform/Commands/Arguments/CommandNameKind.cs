using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Arguments;

internal sealed class CommandNameKind : ArgumentKind<string>
{
    private const int MaxLength = 100;
    private const int MostSuggestions = 25;

    public override string Example => "ping";

    public override ApplicationCommandOption Decorate(ApplicationCommandOption option) =>
        option with { MinLength = 1, MaxLength = MaxLength, Autocomplete = true };

    public override int WordsTaken(IReadOnlyList<Word> words, int from, bool isLast) => isLast ? words.Count - from : 1;

    public override ValueTask<Argument<string>> ReadAsync(string text, ArgumentScene scene, CancellationToken ct) =>
        ValueTask.FromResult(text.Length > MaxLength ? Argument<string>.Wrong("no command has so long a name") : text.Trim());

    public override IReadOnlyList<CommandChoice> Suggest(string typed, ArgumentScene scene)
    {
        typed = typed.Trim();
        return
        [
            .. scene.Registry.VisibleTo(scene.IsOwner)
                .Select(command => command.Name)
                .Where(name => name.Contains(typed, StringComparison.OrdinalIgnoreCase))
                .OrderBy(name => !name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .ThenBy(name => name, StringComparer.Ordinal)
                .Take(MostSuggestions)
                .Select(name => new CommandChoice(name, name)),
        ];
    }
}
