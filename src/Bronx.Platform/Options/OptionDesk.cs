using Bronx.Discord.Models;
using Bronx.Platform.Guilds;

namespace Bronx.Platform.Options;

/// <summary>
/// Where people change options, whatever they hold in their hands: names become ids, every value is looked at in its server, and all of
/// it is changed or nothing.
/// </summary>
public sealed class OptionDesk(OptionCatalogue catalogue, OptionBook book, OptionInServer inServer, IGuildDirectory directory)
{
    private readonly OptionNames _names = new(directory);

    /// <summary>Reads what a person typed for an option.</summary>
    /// <param name="chooser">Who chooses, as a member of the server; null outside of servers.</param>
    /// <returns>Either the stored form, or what is wrong with it in words.</returns>
    public (string? Stored, string? Problem) Read(OptionTarget target, Option option, string text, Member? chooser)
    {
        var guild = target.Scope == OptionScope.Server ? new GuildId(target.Owner) : (GuildId?)null;
        var typed = guild is { } here ? _names.Resolve(here, option, text, chooser) : text;
        if (!option.TryNormalize(typed, out var stored, out var problem))
        {
            return (null, problem);
        }

        return guild is { } server && inServer.Problem(server, option, stored!, chooser) is { } unfit ? (null, unfit) : (stored, null);
    }

    /// <summary>What a change would do, without doing it.</summary>
    /// <param name="texts">As typed or stored, by key; null for the default.</param>
    public async Task<OptionPreviewed> PreviewAsync(OptionTarget target, IReadOnlyDictionary<string, string?> texts, Member? chooser, CancellationToken ct)
    {
        var now = await book.OfAsync(target, ct);
        var (wanted, problems) = Read(target, now, texts, chooser);
        var changes = wanted.Select(pair => (Option: catalogue.Find(pair.Key, target.Scope), Text: pair.Value)).ToList();
        var after = now.With(changes.Select(change => new KeyValuePair<Option, string?>(change.Option, change.Text)));
        foreach (var schema in catalogue.Of(target.Scope).Where(schema => changes.Exists(change => schema.Options.Contains(change.Option))))
        {
            if (schema.Check(after) is { } unfit)
            {
                problems[schema.Name] = unfit;
            }
        }

        return new(
            now,
            after,
            [
                .. changes.Where(change => now.TextOf(change.Option) != after.TextOf(change.Option))
                    .Select(change => new OptionDifference(
                        change.Option.Key, now.IsChosen(change.Option) ? now.TextOf(change.Option) : null, after.IsChosen(change.Option) ? after.TextOf(change.Option) : null)),
            ],
            problems);
    }

    /// <summary>Changes options, all or none; what stays as it is is not looked at again.</summary>
    /// <param name="texts">As typed or stored, by key; null for the default.</param>
    public async Task<OptionChangeOutcome> ChangeAsync(
        OptionTarget target, IReadOnlyDictionary<string, string?> texts, OptionCause cause, Member? chooser, CancellationToken ct)
    {
        var (wanted, problems) = Read(target, await book.OfAsync(target, ct), texts, chooser);
        return problems.Count > 0 ? new OptionChangeOutcome.Refused(problems) : await book.ChangeAsync(target, wanted, cause, ct);
    }

    /// <summary>Takes a change back, unless something of it was changed since or what was before no longer suits its server.</summary>
    public async Task<OptionChangeOutcome> UndoAsync(OptionTarget target, long number, OptionCause cause, Member? chooser, CancellationToken ct)
    {
        if (await book.FindChangeAsync(target, number, ct) is not { } set)
        {
            return new OptionChangeOutcome.NoSuchChange();
        }

        var before = set.Differences.Where(one => catalogue.TryFind(one.Key, target.Scope, out _, out _)).ToDictionary(one => one.Key, one => one.Before, StringComparer.Ordinal);
        var (_, problems) = Read(target, await book.OfAsync(target, ct), before, chooser);
        return problems.Count > 0 ? new OptionChangeOutcome.Refused(problems) : await book.UndoAsync(target, number, cause, ct);
    }

    private (Dictionary<string, string?> Wanted, Dictionary<string, string> Problems) Read(
        OptionTarget target, OptionValues now, IReadOnlyDictionary<string, string?> texts, Member? chooser)
    {
        var wanted = new Dictionary<string, string?>(StringComparer.Ordinal);
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, text) in texts)
        {
            if (!catalogue.TryFind(key, target.Scope, out _, out var option))
            {
                problems[key] = catalogue.Closest(key, target.Scope) is { } close ? $"there is no such setting; did you mean `{close}`?" : "there is no such setting";
            }
            else if (text is null || text == now.TextOf(option))
            {
                wanted[option.Key] = text;
            }
            else
            {
                var (stored, problem) = Read(target, option, text, chooser);
                if (problem is null)
                {
                    wanted[option.Key] = stored;
                }
                else
                {
                    problems[option.Key] = problem;
                }
            }
        }

        return (wanted, problems);
    }
}

/// <summary>What a change would do.</summary>
/// <param name="Problems">Why it cannot be, by key or schema; empty when it can.</param>
public sealed record OptionPreviewed(OptionValues Now, OptionValues After, IReadOnlyList<OptionDifference> Differences, IReadOnlyDictionary<string, string> Problems);
