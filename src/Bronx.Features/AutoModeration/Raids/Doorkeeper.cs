using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Features.AutoModeration.Acting;
using Bronx.Features.ServerRules;
using Bronx.Platform.Events;
using Bronx.Platform.Guilds;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.AutoModeration.Raids;

/// <summary>Sends away, or quiets, those who join during a raid; one server's newcomers one after another, told in one note.</summary>
internal sealed partial class Doorkeeper : IAsyncDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private const int MostWaiting = 5_000;
    private const int MostServers = 1_000;

    private readonly GuardPlans _plans;
    private readonly IGuildDirectory _directory;
    private readonly IGuildWire _wire;
    private readonly ServerLog _notes;
    private readonly TimeProvider _clock;
    private readonly ILogger<Doorkeeper> _log;
    private readonly Bundler<GuildId, Member> _newcomers;

    public Doorkeeper(GuardPlans plans, IGuildDirectory directory, IGuildWire wire, ServerLog notes, TimeProvider clock, ILogger<Doorkeeper> log)
    {
        _plans = plans;
        _directory = directory;
        _wire = wire;
        _notes = notes;
        _clock = clock;
        _log = log;
        _newcomers = new(new(Pause, MostWaiting, MostServers), clock, HandleAsync, (guild, fault) => Log.NotHandled(log, fault, guild.Value));
    }

    /// <summary>Deals with somebody who joined during a raid. Never waits.</summary>
    public void Take(GuildId guild, Member newcomer) => _newcomers.Add(guild, newcomer);

    public ValueTask DisposeAsync() => _newcomers.DisposeAsync();

    private async Task HandleAsync(GuildId guild, Bundle<Member> newcomers, CancellationToken ct)
    {
        var plan = _plans.Of(guild);
        var meant = newcomers.Items.DistinctBy(member => member.User!.Id).Where(member => RaidRules.IsMeant(member.User!.Id, plan.RaidYoung, _clock.GetUtcNow())).ToList();
        var step = plan.RaidStep;
        if (_directory.Find(guild) is not { } server)
        {
            return;
        }

        if (!ReachRules.Has(server.OwnPermissions, ReachRules.Needs(step)))
        {
            _notes.NoteOnce(guild, $"raid.reach.{step}", ServerTexts.Missing(GuardTexts.Doing(step), GuardTexts.Lacking(step, hasPermission: false)));
            step = GuardStep.Nothing;
        }

        var done = 0;
        if (!plan.IsDryRun && step != GuardStep.Nothing)
        {
            foreach (var member in meant)
            {
                done += await TryAsync(guild, server, member, plan, step, ct) ? 1 : 0;
            }
        }

        if (meant.Count > 0)
        {
            _notes.Note(guild, GuardTexts.RaidNewcomers(plan.IsDryRun ? GuardStep.Nothing : step, plan.IsDryRun ? meant.Count : step == GuardStep.Nothing ? meant.Count : done, newcomers.LeftOut, plan.IsDryRun, plan.RaidStep));
        }
    }

    private async Task<bool> TryAsync(GuildId guild, GuildSummary server, Member member, GuardPlan plan, GuardStep step, CancellationToken ct)
    {
        var person = member.User!.Id;
        var roles = _directory.Roles(guild);
        if (RoleRank.Highest(guild, roles, server.OwnRoles) <= RoleRank.Of(server, roles, person, member.Roles))
        {
            return false;
        }

        try
        {
            await (step switch
            {
                GuardStep.Ban => _wire.BanAsync(guild, person, TimeSpan.FromHours(1), GuardTexts.RaidReason, ct),
                GuardStep.Kick => _wire.KickAsync(guild, person, GuardTexts.RaidReason, ct),
                _ => _wire.TimeOutAsync(guild, person, _clock.GetUtcNow() + plan.TimeoutLength, GuardTexts.RaidReason, ct),
            });
            return true;
        }
        catch (Exception refused) when (refused is DiscordApiException or RequestRefusedException or HttpRequestException)
        {
            // Gone again, or out of reach since a moment ago: the next one is not.
            Log.Refused(_log, refused, guild.Value);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Raid mode could not deal with newcomers of server {Guild}")]
        public static partial void NotHandled(ILogger logger, Exception fault, ulong guild);

        [LoggerMessage(Level = LogLevel.Information, Message = "Discord refused what raid mode wanted in server {Guild}")]
        public static partial void Refused(ILogger logger, Exception fault, ulong guild);
    }
}
