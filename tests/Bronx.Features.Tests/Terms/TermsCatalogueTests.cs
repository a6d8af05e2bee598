using Bronx.Features.Terms;

namespace Bronx.Features.Tests.Terms;

public sealed class TermsCatalogueTests
{
    private const string Good = "version: 1.0\ndate: 2026-03-01\n\n## Text\nWords.\n";

    [Fact]
    public void Published_HasVersionOneWithItsPromises()
    {
        var first = TermsCatalogue.Published().All[0];

        Assert.Equal("1.0", first.Name);
        foreach (var topic in (string[])["Who runs this bot", "What is stored", "Coins", "Statistics", "deletion", "Liability", "Changes"])
        {
            Assert.Contains(topic, first.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Published_FitsOnePage() => Assert.Single(TermsRules.Pages(TermsCatalogue.Published().Current.Text, TermsTexts.PageLength));

    [Fact]
    public void Catalogue_PutsTheNewestLastByNumberNotByText()
    {
        var catalogue = new TermsCatalogue([Version("1.10"), Version("1.9"), Version("1.0")]);

        Assert.Equal("1.10", catalogue.Current.Name);
        Assert.Equal(["1.0", "1.9", "1.10"], catalogue.All.Select(version => version.Name));
        Assert.True(catalogue.TryFind("1.9", out _));
        Assert.False(catalogue.TryFind("2.0", out _));
    }

    [Fact]
    public void AWithdrawnVersion_IsAskedOfNobodyAndStaysReadable()
    {
        var catalogue = new TermsCatalogue([Version("1.0"), Version("1.1") with { Withdrawn = new DateOnly(2026, 4, 1) }]);

        Assert.Equal("1.0", catalogue.Current.Name);
        Assert.True(catalogue.TryFind("1.1", out _));
        Assert.Equal(new DateOnly(2026, 4, 1), TermsVersion.Parse("1.0.md", Good.Replace("-01\n\n", "-01\nwithdrawn: 2026-04-01\n\n", StringComparison.Ordinal)).Withdrawn);
        Assert.Throws<ArgumentException>(() => new TermsCatalogue([Version("1.0") with { Withdrawn = new DateOnly(2026, 4, 1) }]));
    }

    [Fact]
    public void Catalogue_RefusesTheSameNumberTwice() =>
        Assert.Throws<ArgumentException>(() => new TermsCatalogue([Version("1.0"), Version("1.0")]));

    [Fact]
    public void File_IsReadWithEitherLineEnding()
    {
        var version = TermsVersion.Parse("1.0.md", Good.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(TermsVersion.Parse("1.0.md", Good), version);
        Assert.Equal(new DateOnly(2026, 3, 1), version.Date);
    }

    [Theory]
    [InlineData("")]
    [InlineData("version: 1.0\ndate: 2026-03-01\n\n")]
    [InlineData("version: one\ndate: 2026-03-01\n\nWords.")]
    [InlineData("version: 1.0.2\ndate: 2026-03-01\n\nWords.")]
    [InlineData("version: 1.0\ndate: March\n\nWords.")]
    [InlineData("version: 1.0\ndate: 2026-03-01\nWords.\n")]
    [InlineData("version: 1.0\ndate: 2026-03-01\nwithdrawn: soon\n\nWords.")]
    [InlineData("version: 1.0\ndate: 2026-03-01\nwithdrawn: 2026-04-01\nmore: 1\n\nWords.")]
    [InlineData("date: 2026-03-01\nversion: 1.0\n\nWords.")]
    public void File_WithoutItsHeadIsRefusedByName(string content)
    {
        var refusal = Assert.Throws<FormatException>(() => TermsVersion.Parse("9.9.md", content));

        Assert.Contains("9.9.md", refusal.Message, StringComparison.Ordinal);
    }

    private static TermsVersion Version(string number) => new(System.Version.Parse(number), new DateOnly(2026, 3, 1), "Words.");
}
