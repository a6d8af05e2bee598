using Bronx.Features.Economy;

namespace Bronx.Features.Tests.Economy;

public sealed class ChanceTests
{
    [Fact]
    public void Between_ReachesBothBounds()
    {
        Assert.Equal(3, new Chance(_ => 0).Between(3, 9));
        Assert.Equal(9, new Chance(below => below - 1).Between(3, 9));
    }

    [Fact]
    public void Cryptographic_IsFair()
    {
        var chance = Chance.Cryptographic();
        var heads = Enumerable.Range(0, 100_000).Count(_ => chance.Between(0, 1) == 0);

        // Six standard deviations of a fair coin: a fair source fails this once in five hundred million runs.
        Assert.InRange(heads, 50_000 - 949, 50_000 + 949);
    }
}
