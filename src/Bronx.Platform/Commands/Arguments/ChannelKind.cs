using Bronx.Discord.Models;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Arguments;

internal sealed class ChannelKind(IReadOnlyList<ChannelType> types) : ArgumentKind<Channel>
{
    public override string Example => "#general";

    public override CommandOptionType OptionType => CommandOptionType.Channel;

    public override ApplicationCommandOption Decorate(ApplicationCommandOption option) => types.Count == 0 ? option : option with { ChannelTypes = types };

    public override ValueTask<Argument<Channel>> ReadAsync(string text, ArgumentScene scene, CancellationToken ct) => ValueTask.FromResult(Read(text, scene));

    public override ValueTask<Argument<Channel>> ReadAsync(InteractionOption option, ArgumentScene scene, CancellationToken ct) =>
        ValueTask.FromResult(
            Snowflake.TryParse<ChannelId>(TextOf(option), out var id) && scene.Resolved?.Channels?.GetValueOrDefault(id) is { } channel && Fits(channel)
                ? channel
                : Argument<Channel>.Wrong("there is no such channel"));

    private Argument<Channel> Read(string text, ArgumentScene scene)
    {
        if (scene.Guild is not { } guild)
        {
            return Argument<Channel>.Wrong("channels exist only in servers");
        }

        // Channels that the caller may not see are not found by name either: an error must not tell that they exist.
        var channels = scene.Directory.Channels(guild).Where(channel => Fits(channel) && CallerSees(channel, guild, scene)).ToList();
        if (Mentions.TryChannel(text, out var id))
        {
            return channels.FirstOrDefault(channel => channel.Id == id) ?? Argument<Channel>.Wrong("there is no such channel here that would do");
        }

        var name = text.TrimStart('#').Trim();
        return NameSearch.Find(name, channels, channel => channel.Name ?? "", "channel", channel => $"#{Say.Safe(channel.Name ?? "", 32)}");
    }

    private static bool CallerSees(Channel channel, GuildId guild, ArgumentScene scene) =>
        scene.CallerMember is { } member
        && scene.Directory.PermissionsOf(guild, channel.Id, scene.Caller.Id, member) is { } permissions
        && permissions.HasFlag(Permissions.ViewChannel);

    private bool Fits(Channel channel) => types.Count == 0 || types.Contains(channel.Type);
}
