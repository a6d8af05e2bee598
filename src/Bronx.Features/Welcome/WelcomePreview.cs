using Bronx.Discord.Models;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;

namespace Bronx.Features.Welcome;

/// <summary>How the greeting would look, with whoever looks as the newcomer.</summary>
internal sealed class WelcomePreview(IGuildDirectory directory) : IOptionPreview
{
    public string Schema => WelcomeChoices.Arrival.Name;

    public string? Of(OptionValues values, GuildId? guild, User viewer)
    {
        var here = guild is { } id ? directory.Find(id) : null;
        var place = new Place(here?.Name ?? "this server", here?.MemberCount ?? 1);
        return WelcomeRules.Arrival(values.Get(WelcomeChoices.Message), [Traveller.Of(viewer)], 0, place, mention: false).Content;
    }
}
