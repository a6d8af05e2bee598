using Bronx.Discord.Models;
using Bronx.Platform.Commands.Arguments;
using Bronx.Platform.Commands.Gates;
using Bronx.Platform.Commands.Pipeline;
using Bronx.Platform.Commands.Replies;
using Bronx.Platform.Guilds;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Text;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Commands.Intake;

/// <summary>From a message to a job: which command it begins, whether the bot may speak there, and what to do with near misses.</summary>
internal sealed class MessageIntake(
    CommandRegistry registry,
    CommandOptions options,
    ServerPrefix prefixes,
    CommandTable table,
    IGuildDirectory directory,
    ICommandWire wire,
    BotIdentity identity,
    IEnumerable<Gate> gates,
    CallMetrics metrics,
    RecordUse record,
    TimeProvider clock,
    ILogger<MessageIntake> log)
{
    /// <summary>Ordinary messages and replies; joins, pins and the like have other types.</summary>
    private const int Ordinary = 0;
    private const int ReplyToAnother = 19;

    private const int MostNameWords = 3;
    private const int MostHints = 10_000;

    /// <summary>A message has at most 4000 characters; what is longer is not from Discord.</summary>
    private const int LongestMessage = 4000;

    private static readonly TimeSpan HintPause = TimeSpan.FromMinutes(1);

    /// <summary>A command by message has half a minute; nobody waits longer for an answer in a chat.</summary>
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(30);

    private readonly PauseBook<(UserId User, ChannelId Channel)> _hints = new(clock, MostHints);
    private readonly RecentIds _recent = new(10_000);
    private readonly Gate[] _gates = [.. gates];

    /// <summary>What to do about a message; null for nothing.</summary>
    public IntakeResult? Take(Message message)
    {
        var stamp = clock.GetTimestamp();
        var prefix = prefixes.Of(message.GuildId);
        if (message.Author.Bot || message.WebhookId is not null || message.Author.Id == identity.Self?.Id
            || message.Type is not (Ordinary or ReplyToAnother) || message.Content.Length is 0 or > LongestMessage
            || PrefixMatch.TextBehind(message.Content, prefix, identity.Self?.Id) is not { } text)
        {
            return null;
        }

        if (!_recent.IsNew(message.Id.Value))
        {
            metrics.Ignored("repeated");
            return null;
        }

        var own = message.GuildId is { } guild ? directory.OwnPermissions(guild, message.ChannelId) : null;
        if (!CanSpeak(own))
        {
            metrics.Ignored("cannot-speak");
            return null;
        }

        if (text.Length == 0)
        {
            return Hint(message, own, PipelineTexts.Hello(prefix));
        }

        var words = WordReader.Read(text);
        var name = string.Join(' ', words.Take(MostNameWords).Select(word => word.Text));
        if (!registry.TryFind(name, out var command, out var used))
        {
            return NotACommand(message, own, prefix, text, words);
        }

        var target = new MessageReplyTarget(wire, message, own, log);
        var scene = new CallScene
        {
            Command = command,
            Form = CommandForm.Prefix,
            Caller = message.Author,
            Member = message.Member,
            Guild = message.GuildId,
            Channel = message.ChannelId,
            EventId = message.Id.Value,
            ReceivedAt = clock.GetUtcNow(),
            ReceivedStamp = stamp,
            Prefix = prefix,
            IsOwner = options.IsOwner(message.Author.Id),
            Target = target,
        };
        var rest = text[words[used - 1].End..];
        return new IntakeResult.Run(new(scene, Component: null, Owner: null, ct => RunAsync(command, rest, scene, message, ct), Ceiling));
    }

    private async ValueTask<CommandOutcome> RunAsync(CommandDefinition command, string text, CallScene scene, Message message, CancellationToken ct)
    {
        var arguments = new ArgumentScene(scene.Guild, scene.Channel, scene.Caller, scene.Member, scene.IsOwner, directory, registry, message.Mentions, Resolved: null);
        var reading = await ArgumentReader.FromTextAsync(command, text, scene.Prefix, arguments, ct);
        return reading.Refused is { } refused ? refused : await table.Of(command)(new CommandCall(scene, reading.Arguments!), ct);
    }

    private IntakeResult.Hint? NotACommand(Message message, Permissions? own, string prefix, string text, IReadOnlyList<Word> words)
    {
        record(new CommandUse(CommandPipeline.UnknownCommand, CommandForm.Prefix, CommandEnd.Unknown, null, TimeSpan.Zero, null, message.GuildId, clock.GetUtcNow()));
        var owner = options.IsOwner(message.Author.Id);
        if (registry.TryFindGroup(words[0].Text, out var members) && members.Where(command => !command.OwnerOnly || owner).ToList() is { Count: > 0 } visible)
        {
            return Hint(message, own, PipelineTexts.PickFromGroup(prefix, visible));
        }

        return registry.Closest(string.Join(' ', words.Take(MostNameWords).Select(word => word.Text)), owner) is { } close
            ? Hint(message, own, PipelineTexts.DidYouMean(prefix + close.Name))
            : null;
    }

    /// <summary>At most once a minute per person and channel: other bots may live under the same prefix.</summary>
    private IntakeResult.Hint? Hint(Message message, Permissions? own, Reply reply) =>
        Array.TrueForAll(_gates, gate => gate.MayBeHelped(message.GuildId, message.ChannelId, message.Author, message.Member))
        && _hints.TryBegin((message.Author.Id, message.ChannelId), HintPause)
            ? new(message.Author.Id, new MessageReplyTarget(wire, message, own, log), reply)
            : null;

    private static bool CanSpeak(Permissions? own) =>
        own is not { } permissions || permissions.HasFlag(Permissions.Administrator) || permissions.HasFlag(Permissions.ViewChannel | Permissions.SendMessages);
}
