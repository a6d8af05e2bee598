using Bronx.Discord.Models;

namespace Bronx.Platform.Ledger;

/// <summary>What caused a transfer: enough to link to the message. Kept outside the hash chain, so that it can be erased.</summary>
/// <param name="Event">Id of the message or interaction.</param>
public sealed record TransferOrigin(UserId? Actor, GuildId? Guild, ChannelId? Channel, ulong? Event)
{
    /// <summary>The bot itself, by schedule.</summary>
    public static readonly TransferOrigin None = new(null, null, null, null);
}

/// <summary>One movement of coins, asked for.</summary>
/// <param name="Amount">1 or more.</param>
/// <param name="Reason">1–100 characters people may read ("daily", "coinflip won"). Covered by the hash chain: never a name or an id of a person.</param>
public sealed record Transfer(TransferId Id, AccountId From, AccountId To, Coins Amount, string Reason, TransferOrigin Origin)
{
    public const int MaxReasonLength = 100;
}

/// <summary>One movement of coins, done.</summary>
/// <param name="FromBalance">Right after it.</param>
/// <param name="ToBalance">Right after it.</param>
/// <param name="At">UTC, whole milliseconds.</param>
/// <param name="Sequence">Its place in the journal, from 1 without gaps.</param>
public sealed record PostedTransfer(Transfer Transfer, Coins FromBalance, Coins ToBalance, DateTimeOffset At, long Sequence);
