using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands;
using Bronx.Platform.Events;
using Bronx.Platform.Guilds;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.AutoModeration.Acting;

/// <summary>
/// Tells people why something was done. In a channel that is a short note for all of the last seconds together, which goes again: order
/// must not make more noise than what it is kept against.
/// </summary>
internal sealed partial class NoticeBoard : IAsyncDisposable
{
    public static readonly TimeSpan Shown = TimeSpan.FromSeconds(8);

    private const int MostTold = 5;
    private const int MostChannels = 2_000;

    private readonly IGuildDirectory _directory;
    private readonly IGuildWire _wire;
    private readonly TimeProvider _clock;
    private readonly ILogger<NoticeBoard> _log;
    private readonly Bundler<(GuildId Guild, ChannelId Channel), (UserId Person, GuardRule Rule, GuardStep Step)> _notices;

    public NoticeBoard(IGuildDirectory directory, IGuildWire wire, TimeProvider clock, ILogger<NoticeBoard> log)
    {
        _directory = directory;
        _wire = wire;
        _clock = clock;
        _log = log;
        _notices = new(new(TimeSpan.FromSeconds(1), MostTold, MostChannels), clock, ShowAsync, (_, fault) => Log.NotShown(log, fault));
    }

    /// <summary>As the server wants it: in the channel, directly, or not at all.</summary>
    public async Task TellAsync(GuardPlan plan, Message message, GuardRule rule, GuardStep step, CancellationToken ct)
    {
        if (plan.Tell == "channel")
        {
            _notices.Add((message.GuildId!.Value, message.ChannelId), (message.Author.Id, rule, step));
        }
        else if (plan.Tell == "direct" && _directory.Find(message.GuildId!.Value) is { } server)
        {
            try
            {
                await _wire.SendDirectAsync(message.Author.Id, message.Id.Value, Reply.Of(GuardTexts.Directly(server.Name, rule, step)), ct);
            }
            catch (Exception refused) when (refused is DiscordApiException or RequestRefusedException or HttpRequestException)
            {
                // They were dealt with; that they cannot be told changes nothing.
                Log.NotShown(_log, refused);
            }
        }
    }

    public ValueTask DisposeAsync() => _notices.DisposeAsync();

    private async Task ShowAsync((GuildId Guild, ChannelId Channel) place, Bundle<(UserId Person, GuardRule Rule, GuardStep Step)> notices, CancellationToken ct)
    {
        const Permissions needed = Permissions.ViewChannel | Permissions.SendMessages;
        if (!ReachRules.Has(_directory.OwnPermissions(place.Guild, place.Channel) ?? Permissions.None, needed))
        {
            return;
        }

        var people = notices.Items.DistinctBy(notice => notice.Person).ToList();
        var shown = await _wire.SendAsync(
            place.Channel,
            new MessageDraft
            {
                Content = string.Join('\n', people.Select(notice => GuardTexts.InChannel(notice.Person, notice.Rule, notice.Step))),
                AllowedMentions = AllowedMentions.OnlyUsers([.. people.Select(notice => notice.Person)]),
            },
            null,
            ct);
        await Task.Delay(Shown, _clock, ct);
        await _wire.DeleteAsync(place.Channel, shown.Id, "The note has been read", ct);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A note of auto-moderation was not shown, or not taken down again")]
        public static partial void NotShown(ILogger logger, Exception fault);
    }
}
