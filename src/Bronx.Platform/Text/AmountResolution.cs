using Bronx.Platform.Ledger;

namespace Bronx.Platform.Text;

/// <summary>What an amount comes to, for somebody who has so much.</summary>
public abstract record AmountResolution
{
    private AmountResolution()
    {
    }

    /// <summary>So many coins: at least 1, at most what is available and allowed.</summary>
    public sealed record Exactly(Coins Coins) : AmountResolution;

    /// <summary>More was asked for than there is.</summary>
    public sealed record NotEnough(Coins Asked, Coins Available) : AmountResolution;

    /// <summary>A plain number above the most that is allowed here.</summary>
    public sealed record AboveCap(Coins Asked, Coins Cap) : AmountResolution;

    /// <summary>A share of so little that not one coin comes out.</summary>
    public sealed record Nothing(Coins Available) : AmountResolution;
}
