using Bronx.Discord.Models;

namespace Bronx.Platform.Options;

/// <summary>Shows what chosen values will look like before they count: a greeting, a time of day.</summary>
public interface IOptionPreview
{
    /// <summary>The schema whose values it shows: "welcome".</summary>
    string Schema { get; }

    /// <summary>What people would see, in Markdown, up to 2000 characters; null when these values show nothing.</summary>
    /// <param name="guild">Null for a person's own options.</param>
    /// <param name="viewer">Who looks, and stands in for whoever it would be about.</param>
    string? Of(OptionValues values, GuildId? guild, User viewer);
}
