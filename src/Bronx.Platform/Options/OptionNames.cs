using Bronx.Discord.Models;
using Bronx.Platform.Guilds;

namespace Bronx.Platform.Options;

/// <summary>Channels and roles as people type them: by name, where an option wants ids.</summary>
internal sealed class OptionNames(IGuildDirectory directory)
{
    private static readonly char[] ListBreaks = [',', '\n', ';'];

    /// <summary>The text with names replaced by ids. What is no name of anything here stays as it is, for the option to refuse.</summary>
    /// <param name="reader">Whose eyes the names are looked up with: hidden channels are not found by name. Null sees everything.</param>
    public string Resolve(GuildId guild, Option option, string text, Member? reader) => option.Control switch
    {
        OptionControl.OneChannel one => Channel(guild, text, one.Types, reader),
        OptionControl.ManyChannels many => EachOf(text, part => Channel(guild, part, many.Types, reader)),
        OptionControl.ManyRoles => EachOf(text, part => Role(guild, part)),
        _ => text,
    };

    private static string EachOf(string text, Func<string, string> resolve) =>
        string.Join(',', text.Split(ListBreaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(resolve));

    private string Channel(GuildId guild, string text, IReadOnlyList<ChannelType> types, Member? reader)
    {
        var name = text.Trim().TrimStart('#');
        var found = directory.Channels(guild)
            .Where(channel => (types.Count == 0 || types.Contains(channel.Type)) && Same(channel.Name, name) && Sees(guild, channel.Id, reader))
            .ToList();
        return found.Count == 1 ? found[0].Id.ToString() : text;
    }

    private string Role(GuildId guild, string text)
    {
        // The role of everybody is the only one whose name begins with the sign itself.
        var (typed, name) = (text.Trim(), text.Trim().TrimStart('@'));
        var found = directory.Roles(guild).Where(role => Same(role.Name, name) || Same(role.Name, typed)).ToList();
        return found.Count == 1 ? found[0].Id.ToString() : text;
    }

    private bool Sees(GuildId guild, ChannelId channel, Member? reader) =>
        reader?.User is not { } person || directory.PermissionsOf(guild, channel, person.Id, reader) is { } may && may.HasFlag(Permissions.ViewChannel);

    private static bool Same(string? known, string typed) => string.Equals(known, typed, StringComparison.OrdinalIgnoreCase);
}
