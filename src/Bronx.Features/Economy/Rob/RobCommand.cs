using Bronx.Discord.Models;
using Bronx.Features.Economy.Badges;
using Bronx.Features.Economy.Choices;
using Bronx.Features.Economy.Privacy;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;

namespace Bronx.Features.Economy.Rob;

/// <summary>
/// Coins out of somebody's wallet, or a fine into it. The robber's stake is part of the same write as the loot: without it nothing
/// moves. The bank is out of reach.
/// </summary>
internal sealed class RobCommand(
    Ledger ledger, RobStore store, PrivacyBook privacy, CoinNotices notices, OptionBook options, BadgeBook badges, Chance chance) : ICommand
{
    private static readonly Parameter<MemberArgument> Victim = Parameters.Member("victim", "Whose wallet");

    public static CommandDefinition Definition { get; } = new("rob", "Economy", "Try for somebody's wallet; a failure costs you")
    {
        Parameters = [Victim],
        Examples = ["rob @Mika"],
        Details = $"{RobRules.SuccessChance} in 100 robberies succeed and bring {RobRules.LeastLoot}–{RobRules.MostLoot} % of the victim's wallet. The others cost you "
            + $"{RobRules.Fine} % of it, which you must have and the victim gets. The bank is safe. `privacy rob off` takes you out of it altogether.",
        ServerOnly = true,
        Cooldown = new(RobRules.Pause, KeptOverRestarts: true),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (robber, victim) = (call.Caller.Id, call.Get(Victim).User);
        var id = TransferId.From("rob", robber, call.EventId);
        if (await ledger.FindAsync(id, ct) is { } done)
        {
            return CommandOutcome.Say(RobTexts.Result(done.Transfers, robber));
        }

        if (await RefusalAsync(call, robber, victim, ct) is { } refusal)
        {
            return refusal;
        }

        var wallet = await ledger.BalanceAsync(AccountId.Wallet(victim.Id), ct);
        var stake = RobRules.Stake(wallet);
        var own = await ledger.BalanceAsync(AccountId.Wallet(robber), ct);
        if (wallet.Value < RobRules.PoorestVictim || own < stake)
        {
            return CommandOutcome.Refuse(
                Refusal.RuleOfTheGame, wallet.Value < RobRules.PoorestVictim ? RobTexts.TooPoor(victim.Id) : RobTexts.NoStake(stake, own));
        }

        if (!await store.TryShieldAsync(victim.Id, call.ReceivedAt, ct))
        {
            return CommandOutcome.Refuse(Refusal.RuleOfTheGame, RobTexts.Shielded(victim.Id, call.ReceivedAt + RobRules.Shield));
        }

        return await TryAsync(call, id, victim.Id, wallet, stake, ct);
    }

    private async Task<CommandOutcome?> RefusalAsync(CommandCall call, UserId robber, User victim, CancellationToken ct)
    {
        if (victim.Bot || victim.Id == robber)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, victim.Bot ? EconomyTexts.NoAccountForBots() : RobTexts.Yourself());
        }

        if (!options.Of(call.Guild).Get(EconomyOptions.Rob))
        {
            return CommandOutcome.Refuse(Refusal.RuleOfTheGame, RobTexts.NotHere());
        }

        var (own, theirs) = (await privacy.OfAsync(robber, ct), await privacy.OfAsync(victim.Id, ct));
        if (!own.Robbing || !theirs.Robbing)
        {
            return CommandOutcome.Refuse(Refusal.RuleOfTheGame, own.Robbing ? RobTexts.TheyOptedOut(victim.Id) : RobTexts.YouOptedOut(call.Spelling("privacy rob on")));
        }

        if (call.ReceivedAt < own.RobbingSince + RobRules.Wait)
        {
            return CommandOutcome.Refuse(Refusal.RuleOfTheGame, RobTexts.NotYet(own.RobbingSince + RobRules.Wait));
        }

        return await store.ShieldedUntilAsync(victim.Id, ct) is { } until && until > call.ReceivedAt
            ? CommandOutcome.Refuse(Refusal.RuleOfTheGame, RobTexts.Shielded(victim.Id, until))
            : null;
    }

    private async Task<CommandOutcome> TryAsync(CommandCall call, TransferId id, UserId victim, Coins wallet, Coins stake, CancellationToken ct)
    {
        var (from, to) = (AccountId.Wallet(call.Caller.Id), AccountId.Wallet(victim));
        var isCaught = chance.Between(1, 100) > RobRules.SuccessChance;
        List<Transfer> moves = [new(id, from, to, stake, isCaught ? "Fine for a robbery" : "Stake of a robbery", call.Origin)];
        if (!isCaught)
        {
            var loot = RobRules.Loot(wallet, chance.Between(RobRules.LeastLoot, RobRules.MostLoot));
            moves.Add(new(TransferId.From("rob-loot", call.Caller.Id, call.EventId), to, from, stake + loot, "Robbery: the stake back, and the loot", call.Origin));
        }

        var outcome = await ledger.PostAsync(moves, ct);
        switch (outcome)
        {
            case PostOutcome.Posted posted:
                await notices.RobbedAsync(call, victim, posted.Transfers, ct);
                return CommandOutcome.Say(
                    await badges.CrownAsync(call, BadgeRules.ForRobbery(!isCaught), RobTexts.Result(posted.Transfers, call.Caller.Id), ct));
            case PostOutcome.Repeated repeated:
                return CommandOutcome.Say(RobTexts.Result(repeated.First, call.Caller.Id));
            case PostOutcome.Insufficient few when few.Account == to:
                await store.DropShieldAsync(victim, call.ReceivedAt, ct);
                return CommandOutcome.Refuse(Refusal.RuleOfTheGame, RobTexts.TooPoor(victim));
            default:
                await store.DropShieldAsync(victim, call.ReceivedAt, ct);
                return Accounts.Refuse(call, outcome, Pocket.Wallet);
        }
    }
}
