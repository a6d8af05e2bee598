using System.Net;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Features.AutoModeration.Strikes;
using Bronx.Features.ServerRules;
using Bronx.Platform.Commands.Gates;
using Bronx.Platform.Events;
using Bronx.Platform.Guilds;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.AutoModeration.Acting;

/// <summary>
/// Does something about a breach: strike, step, note. One person's cases follow one another, so that each knows the strikes before it.
/// What the bot may not do, or not to this person, it does not try: it takes the next milder step and says what it lacks.
/// </summary>
internal sealed partial class Enforcer : IAsyncDisposable
{
    /// <summary>People something is done about at the same moment, and cases of one of them that may wait.</summary>
    private const int MostPeople = 2_000;
    private const int MostCases = 50;

    /// <summary>How far back the messages of a banned person go.</summary>
    private static readonly TimeSpan BanDeletes = TimeSpan.FromHours(1);

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private readonly IGuildDirectory _directory;
    private readonly IGuildWire _wire;
    private readonly StrikeStore _strikes;
    private readonly NoticeBoard _notices;
    private readonly ServerLog _notes;
    private readonly TimeProvider _clock;
    private readonly ILogger<Enforcer> _log;
    private readonly PauseBook<(GuildId, UserId)> _stopped;
    private readonly Bundler<(GuildId Guild, UserId Person), GuardCase> _cases;

    public Enforcer(IGuildDirectory directory, IGuildWire wire, StrikeStore strikes, NoticeBoard notices, ServerLog notes, TimeProvider clock, ILogger<Enforcer> log)
    {
        _directory = directory;
        _wire = wire;
        _strikes = strikes;
        _notices = notices;
        _notes = notes;
        _clock = clock;
        _log = log;
        _stopped = new(clock, MostPeople);
        _cases = new(new(TimeSpan.FromMilliseconds(1), MostCases, MostPeople), clock, HandleAsync, (key, fault) => Log.NotHandled(log, fault, key.Guild.Value));
    }

    /// <summary>Takes a case on. Never waits.</summary>
    public void Take(GuardCase one) => _cases.Add((one.Message.GuildId!.Value, one.Message.Author.Id), one);

    public ValueTask DisposeAsync() => _cases.DisposeAsync();

    private async Task HandleAsync((GuildId Guild, UserId Person) key, Bundle<GuardCase> cases, CancellationToken ct)
    {
        List<GuardCase> swept = [];
        foreach (var one in cases.Items)
        {
            // Who was stopped a moment ago is not struck again for what was already on its way.
            if (one.Breach is { } breach && _stopped.EndOf(key) is null)
            {
                await HandleAsync(key.Guild, one, breach, ct);
            }
            else if (!one.Plan.IsDryRun)
            {
                swept.Add(one);
            }
        }

        foreach (var channel in swept.GroupBy(one => one.Message.ChannelId))
        {
            await DeleteAsync(key.Guild, channel.Key, [.. channel.Select(one => one.Message.Id)], "Part of a flood", ct);
        }
    }

    private async Task HandleAsync(GuildId guild, GuardCase one, Breach breach, CancellationToken ct)
    {
        var (plan, message) = (one.Plan, one.Message);
        var member = message.Member ?? await _directory.FindMemberAsync(guild, message.Author.Id, ct);
        if (member is null || _directory.Find(guild) is not { } server || (message.Member is null && Exemption.Covers(plan, _directory, guild, message, member)))
        {
            return;
        }

        var outranks = RoleRank.Highest(guild, _directory.Roles(guild), server.OwnRoles) > RoleRank.Of(server, _directory.Roles(guild), message.Author.Id, member.Roles);
        var own = _directory.OwnPermissions(guild, message.ChannelId) ?? Permissions.None;
        if (plan.IsDryRun)
        {
            var held = (await _strikes.OfAsync(guild, message.Author.Id, ct)).Select(strike => strike.At);
            var would = StrikeRules.Step(plan.Ladder, breach.First, StrikeRules.Active(held, plan.Forget, _clock.GetUtcNow()) + 1);
            _notes.Note(guild, GuardTexts.DryRun(message, breach, would, ReachRules.Possible(would, own, outranks)));
            return;
        }

        var wanted = GuardStep.Nothing;
        var active = 0;
        var (step, _) = await _strikes.AddAsync(guild, message.Author.Id, breach.Rule, Decide, ct);
        if (step != wanted)
        {
            _notes.NoteOnce(guild, $"automod.reach.{wanted}", ServerTexts.Missing(GuardTexts.Doing(wanted), GuardTexts.Lacking(wanted, ReachRules.Has(own, ReachRules.Needs(wanted)))));
        }

        if (step >= GuardStep.Timeout)
        {
            // First of all the person is stopped; then it is tidied up.
            step = await TryStepAsync(guild, message, plan, step, breach, ct);
            _stopped.TryBegin((guild, message.Author.Id), Settling);
        }

        if (step >= GuardStep.Delete)
        {
            await DeleteAsync(guild, message.ChannelId, [message.Id, .. one.Before.Where(old => old.Channel == message.ChannelId).Select(old => old.Message)], GuardTexts.Reason(breach.Rule), ct);
            foreach (var elsewhere in one.Before.Where(old => old.Channel != message.ChannelId).GroupBy(old => old.Channel))
            {
                await DeleteAsync(guild, elsewhere.Key, [.. elsewhere.Select(old => old.Message)], GuardTexts.Reason(breach.Rule), ct);
            }
        }

        await _notices.TellAsync(plan, message, breach.Rule, step, ct);
        _notes.Note(guild, GuardTexts.Done(message, breach, step, active, plan, _clock.GetUtcNow()));

        GuardStep Decide(IReadOnlyList<Strike> before, DateTimeOffset now)
        {
            active = StrikeRules.Active(before.Select(strike => strike.At), plan.Forget, now) + 1;
            wanted = StrikeRules.Step(plan.Ladder, breach.First, active);
            return ReachRules.Possible(wanted, own, outranks);
        }
    }

    /// <summary>What was really done: Discord may still refuse, when something changed this moment.</summary>
    private async Task<GuardStep> TryStepAsync(GuildId guild, Message message, GuardPlan plan, GuardStep step, Breach breach, CancellationToken ct)
    {
        var (person, reason) = (message.Author.Id, GuardTexts.Reason(breach.Rule));
        try
        {
            await (step switch
            {
                GuardStep.Timeout => _wire.TimeOutAsync(guild, person, _clock.GetUtcNow() + plan.TimeoutLength, reason, ct),
                GuardStep.Kick => _wire.KickAsync(guild, person, reason, ct),
                GuardStep.Ban => _wire.BanAsync(guild, person, BanDeletes, reason, ct),
                _ => Task.CompletedTask,
            });
            return step;
        }
        catch (Exception refused) when (refused is DiscordApiException { Status: HttpStatusCode.Forbidden or HttpStatusCode.NotFound } or RequestRefusedException { Reason: RefusalReason.MissingPermission })
        {
            Log.Refused(_log, refused, step, guild.Value);
            return GuardStep.Delete;
        }
    }

    private async Task DeleteAsync(GuildId guild, ChannelId channel, IReadOnlyList<MessageId> messages, string reason, CancellationToken ct)
    {
        if (!ReachRules.Has(_directory.OwnPermissions(guild, channel) ?? Permissions.None, Permissions.ManageMessages))
        {
            return;
        }

        try
        {
            await (messages.Count == 1 ? _wire.DeleteAsync(channel, messages[0], reason, ct) : _wire.DeleteAsync(channel, messages, reason, ct));
        }
        catch (Exception refused) when (refused is DiscordApiException { Status: HttpStatusCode.Forbidden or HttpStatusCode.NotFound } or RequestRefusedException { Reason: RefusalReason.MissingPermission })
        {
            Log.Refused(_log, refused, GuardStep.Delete, guild.Value);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Auto-moderation could not deal with a message in server {Guild}")]
        public static partial void NotHandled(ILogger logger, Exception fault, ulong guild);

        [LoggerMessage(Level = LogLevel.Information, Message = "Discord refused {Step} in server {Guild}")]
        public static partial void Refused(ILogger logger, Exception fault, GuardStep step, ulong guild);
    }
}
