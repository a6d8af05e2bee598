using Bronx.Discord.Models;
using Bronx.Platform.Options;
using NodaTime;

namespace Bronx.Features.Time;

/// <summary>What time it would be.</summary>
internal sealed class ZonePreview(TimeProvider clock) : IOptionPreview
{
    public string Schema => ZoneChoices.Schema.Name;

    public string? Of(OptionValues values, GuildId? guild, User viewer) =>
        $"It is **{TimeTexts.Clock(values.Get(ZoneChoices.Zone), Instant.FromDateTimeOffset(clock.GetUtcNow()))}** for you.";
}
