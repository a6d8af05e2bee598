using Bronx.Discord.Models;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Arguments;

/// <summary>The name of an option, or where it makes sense of a whole schema; suggested while typing a slash command.</summary>
internal sealed class OptionKeyKind(OptionScope scope, bool alsoSchemas) : ArgumentKind<string>
{
    private const int MaxLength = 80;
    private const int MostSuggestions = 25;
    private const int LongestChoice = 100;

    public override string Example => scope == OptionScope.Server ? "server.prefix" : "privacy.leaderboards";

    public override ApplicationCommandOption Decorate(ApplicationCommandOption option) =>
        option with { MinLength = 1, MaxLength = MaxLength, Autocomplete = true };

    public override ValueTask<Argument<string>> ReadAsync(string text, ArgumentScene scene, CancellationToken ct) =>
        ValueTask.FromResult(text.Length > MaxLength ? Argument<string>.Wrong("no setting has so long a name") : text.Trim());

    public override IReadOnlyList<CommandChoice> Suggest(string typed, ArgumentScene scene)
    {
        typed = typed.Trim();
        var all = scene.Options is { } catalogue
            ? catalogue.Of(scope).SelectMany(schema => alsoSchemas
                ? schema.Options.Select(Of).Prepend((Key: schema.Name, Title: $"all of {schema.Title}"))
                : schema.Options.Select(Of))
            : [];
        return
        [
            .. all
                .Where(found => found.Key.Contains(typed, StringComparison.OrdinalIgnoreCase) || found.Title.Contains(typed, StringComparison.OrdinalIgnoreCase))
                .OrderBy(found => !found.Key.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Take(MostSuggestions)
                .Select(found => new CommandChoice(Say.Shorten($"{found.Key} · {found.Title}", LongestChoice), found.Key)),
        ];

        static (string Key, string Title) Of(Option option) => (option.Key, option.Title);
    }
}
