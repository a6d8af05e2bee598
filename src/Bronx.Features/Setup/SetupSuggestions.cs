using Bronx.Discord.Models;
using Bronx.Features.Setup.Steps;
using Bronx.Platform.Commands;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup;

/// <summary>Looks at the server and asks <see cref="QuickRules"/> what to choose there.</summary>
internal sealed class SetupSuggestions(IGuildDirectory directory)
{
    private const Permissions Speaking = Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks;

    public IReadOnlyDictionary<string, string> For(Call call, SetupState state) =>
        QuickRules.Suggest(state.Path, state.Preview.Now, state.Path.Scope == OptionScope.Server && call.Guild is { } guild ? Writable(guild) : [], call.Channel);

    private List<(ChannelId Id, string Name)> Writable(GuildId guild) =>
    [
        .. directory.Channels(guild)
            .Where(channel => channel.Type == ChannelType.GuildText && directory.OwnPermissions(guild, channel.Id) is { } may
                && (may.HasFlag(Permissions.Administrator) || may.HasFlag(Speaking)))
            .OrderBy(channel => channel.Position)
            .Select(channel => (channel.Id, channel.Name ?? "")),
    ];
}
