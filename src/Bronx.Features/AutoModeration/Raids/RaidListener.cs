using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Features.ServerRules;
using Bronx.Features.ServerRules.Blacklist;
using Bronx.Platform.Events;
using Bronx.Platform.Options;

namespace Bronx.Features.AutoModeration.Raids;

/// <summary>Watches how many join, and sends newcomers to the doorkeeper while raid mode is on.</summary>
internal sealed class RaidListener(
    OptionBook options, GuardPlans plans, JoinBook joins, RaidBook raids, Doorkeeper door, BlacklistBook blacklist, ServerLog notes, TimeProvider clock) : IListener<MemberJoined>
{
    public ValueTask HearAsync(MemberJoined happened, CancellationToken ct) =>
        happened.Member.User is { Bot: false } user && (!options.Of(happened.GuildId).IsDefault || raids.IsOn(happened.GuildId)) && blacklist.Find(happened.GuildId) is null
            ? WatchAsync(happened.GuildId, happened.Member, user, ct)
            : default;

    private async ValueTask WatchAsync(GuildId guild, Member member, User user, CancellationToken ct)
    {
        var plan = plans.Of(guild);
        if (plan.RaidJoins == 0 && !raids.IsOn(guild))
        {
            return;
        }

        var lately = joins.Note(guild, member, clock.GetUtcNow());
        var wasOn = raids.IsOn(guild);
        if (RaidRules.IsRaid(lately.Count, plan.RaidJoins))
        {
            joins.Forget(guild);
            if (await raids.BeginAsync(guild, plan.RaidLasts, ct))
            {
                notes.Note(guild, GuardTexts.RaidBegan(lately.Count, clock.GetUtcNow() + plan.RaidLasts, plan));

                // Those who made the wave are meant as much as those who follow.
                foreach (var earlier in lately.Where(one => one.User!.Id != user.Id))
                {
                    door.Take(guild, earlier);
                }
            }
        }

        if (wasOn || raids.IsOn(guild))
        {
            door.Take(guild, member);
        }
    }
}
