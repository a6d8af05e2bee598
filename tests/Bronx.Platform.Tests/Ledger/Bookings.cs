using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Platform.Tests.Ledger;

/// <summary>Two people, a house, and what happens between them.</summary>
internal static class Bookings
{
    public static readonly UserId Ann = new(1001);
    public static readonly UserId Ben = new(1002);
    public static readonly AccountId AnnsWallet = AccountId.Wallet(Ann);
    public static readonly AccountId BensWallet = AccountId.Wallet(Ben);
    public static readonly AccountId House = AccountId.House("coinflip");
    public static readonly TransferOrigin Cause = new(Ann, new GuildId(7), new ChannelId(8), 1_234_567_890_123_456_789);

    public static Transfer Give(string mint, UserId to, long amount) =>
        new(TransferId.From(mint, to), AccountId.Mint(mint), AccountId.Wallet(to), new Coins(amount), mint, Cause);

    public static Reservation Stake(ulong number, long amount, Place place) =>
        new(TransferId.From("stake", number), AnnsWallet, new Coins(amount), place.Clock.GetUtcNow().AddMinutes(2), "coinflip", Cause);
}
