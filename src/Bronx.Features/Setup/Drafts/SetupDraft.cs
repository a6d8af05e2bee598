using Bronx.Discord.Models;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup.Drafts;

/// <summary>A wizard that is under way.</summary>
/// <param name="Number">Names it in its buttons, so that those of an earlier wizard do nothing to this one.</param>
/// <param name="Step">Where it stands: 0 the overview, then the steps, then the review.</param>
/// <param name="Changes">Stored forms by key, null for the default; nothing of it counts before it is applied.</param>
/// <param name="TouchedAt">When it was last used.</param>
internal sealed record SetupDraft(
    long Number, OptionTarget Target, UserId Person, int Step, IReadOnlyDictionary<string, string?> Changes, DateTimeOffset BeganAt, DateTimeOffset TouchedAt)
{
    /// <summary>How long it waits for its person.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    public SetupDraft At(int step) => this with { Step = step };

    public SetupDraft With(string key, string? stored) =>
        this with { Changes = new Dictionary<string, string?>(Changes, StringComparer.Ordinal) { [key] = stored } };

    public SetupDraft Without(IEnumerable<string> keys) =>
        this with { Changes = Changes.Where(pair => !keys.Contains(pair.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal) };
}
