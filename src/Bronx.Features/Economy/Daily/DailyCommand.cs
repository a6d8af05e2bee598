using Bronx.Features.Economy.Badges;
using Bronx.Features.Economy.Leaderboard;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Daily;

/// <summary>
/// Coins once per day (UTC), more for days in a row. The ledger decides whether today was claimed, by an id made of person and day;
/// the streak is only kept beside it, and a repeat mends it if the process died between the two.
/// </summary>
internal sealed class DailyCommand(Ledger ledger, EconomyStore store, Regulars regulars, BadgeBook badges, Chance chance) : ICommand
{
    public const string Name = "daily";

    public static CommandDefinition Definition { get; } = new(Name, "Economy", "Coins once a day, more for days in a row")
    {
        Examples = [Name],
        Details = $"The day begins at midnight UTC. A streak grows until day {DailyRules.FullStreak}; a missed day starts it over.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Caller.Id;
        var today = DateOnly.FromDateTime(call.ReceivedAt.UtcDateTime);
        var streak = new DailyStreak(today, DailyRules.StreakOn(today, await store.StreakAsync(person, ct)));
        var reward = new Coins(DailyRules.Reward(streak.Length, chance.Between(0, DailyRules.MostLuck)));

        var outcome = await ledger.PostAsync(
            [new Transfer(Id(person, today), AccountId.Mint("daily"), AccountId.Wallet(person), reward, "Daily coins", call.Origin)], ct);
        switch (outcome)
        {
            case PostOutcome.Posted posted:
                await store.KeepStreakAsync(person, streak, ct);
                await regulars.SeenAsync(call, ct);
                return CommandOutcome.Say(await badges.CrownAsync(call, BadgeRules.ForStreak(streak.Length), DailyTexts.Claimed(posted.Transfers[0], streak), ct));
            case PostOutcome.Repeated repeated:
                await store.KeepStreakAsync(person, streak, ct);
                var first = repeated.First[0];
                return first.Transfer.Origin.Event == call.EventId
                    ? CommandOutcome.Say(DailyTexts.Claimed(first, streak))
                    : CommandOutcome.Refuse(Refusal.OnCooldown, DailyTexts.ClaimedBefore(first, streak));
            default:
                return Accounts.Refuse(call, outcome, Pocket.Wallet);
        }
    }

    private static TransferId Id(Discord.Models.UserId person, DateOnly day) =>
        TransferId.From("daily", person, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
