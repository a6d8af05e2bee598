using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling;

/// <summary>A game that takes its time: its stake is set aside in the ledger until it ends.</summary>
/// <param name="PlacedBy">The event that placed it; with the person it names the game.</param>
/// <param name="Stake">One stake; a double or a split lays another of the same size.</param>
/// <param name="Stop">A flight's last stop in hundredths; 0 for a hand.</param>
/// <param name="Moves">What was done so far: a hand's letters; the hundredths at which somebody left a flight.</param>
/// <param name="LaunchedAt">When it began.</param>
/// <param name="Deadline">When it is ended without its person.</param>
internal sealed record OpenGame(
    UserId Person, ulong PlacedBy, Game Game, Coins Stake, int Stop, string Moves, DateTimeOffset LaunchedAt, DateTimeOffset Deadline, GuildId? Guild, ChannelId Channel)
{
    public bool IsEnded { get; init; }

    public TransferOrigin Origin => new(Person, Guild, Channel, PlacedBy);

    /// <summary>The name of one of its stakes in the ledger.</summary>
    /// <param name="index">0 for the first.</param>
    public TransferId Hold(int index) => TransferId.From(Names.Of(Game), Person, PlacedBy, "hold", (ulong)index);
}
