namespace Bronx.Features.Economy.Beg;

/// <summary>What a passer-by gives. The numbers stand in docs/guide/economy.md.</summary>
internal static class BegRules
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>One passer-by in so many gives nothing.</summary>
    public const int NothingOneOf = 4;

    public const int Least = 5;

    public const int Most = 40;
}
