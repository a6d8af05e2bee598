using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Why;

/// <summary>What a movement was for one person.</summary>
internal enum Flow
{
    In,
    Out,

    /// <summary>Between their own wallet and bank.</summary>
    Own,
}

/// <summary>How two histories become one, and what a movement was to its person.</summary>
internal static class WhyRules
{
    public const int PageSize = 8;

    /// <summary>How many pages back a button remembers; the way further back begins at the newest page again.</summary>
    public const int Remembered = 4;

    /// <summary>Both histories, newest first, each movement once; at most one page.</summary>
    public static WhyPage Page(IReadOnlyList<PostedTransfer> wallet, IReadOnlyList<PostedTransfer> bank)
    {
        var merged = wallet.Concat(bank).DistinctBy(move => move.Sequence).OrderByDescending(move => move.Sequence).Take(PageSize + 1).ToList();
        return new WhyPage([.. merged.Take(PageSize)], merged.Count > PageSize);
    }

    public static Flow FlowOf(PostedTransfer move, UserId person) => (move.Transfer.From.Owner == person, move.Transfer.To.Owner == person) switch
    {
        (true, true) => Flow.Own,
        (true, false) => Flow.Out,
        _ => Flow.In,
    };

    /// <summary>Whose coins came from where is for themselves, and for the bot's owners, who have to answer for it.</summary>
    public static bool MaySee(UserId reader, bool isOwner, UserId person) => isOwner || reader == person;

    /// <summary>
    /// Where the message is that caused a movement; null when that is not known, or when it was in somebody else's direct messages.
    /// </summary>
    public static Uri? Link(TransferOrigin origin, UserId reader)
    {
        if (origin is not { Channel: { } channel, Event: { } message } || (origin.Guild is null && origin.Actor != reader))
        {
            return null;
        }

        var server = origin.Guild?.ToString() ?? "@me";
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"https://discord.com/channels/{server}/{channel}/{message}"));
    }

    /// <summary>The trail with one step more, no longer than a button can carry.</summary>
    public static IReadOnlyList<long> Further(IReadOnlyList<long> trail, long before) => [.. trail.Append(before).TakeLast(Remembered)];

    /// <summary>Reads a trail of pages; what is none begins at the newest page.</summary>
    public static IReadOnlyList<long> Trail(IReadOnlyList<string> state)
    {
        var trail = new List<long>();
        foreach (var part in state.Take(Remembered))
        {
            if (!long.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var before) || before < 1)
            {
                return [];
            }

            trail.Add(before);
        }

        return trail;
    }
}

/// <summary>A page of movements, newest first.</summary>
/// <param name="HasOlder">Whether there are movements before these.</param>
internal sealed record WhyPage(IReadOnlyList<PostedTransfer> Moves, bool HasOlder);
