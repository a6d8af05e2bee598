using Bronx.Features.Terms;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Terms;

public sealed class TermsRulesTests
{
    [Theory]
    [InlineData("I AGREE")]
    [InlineData("i agree")]
    [InlineData("  I Agree \n")]
    [InlineData("I\u00a0 AGREE")]
    public void Agreement_ForgivesCapitalsAndBlanks(string typed) => Assert.True(TermsRules.Agrees(typed));

    [Theory]
    [InlineData("")]
    [InlineData("agree")]
    [InlineData("I DISAGREE")]
    [InlineData("I AGREE not")]
    [InlineData("IAGREE")]
    public void Agreement_NeedsTheWholePhrase(string typed) => Assert.False(TermsRules.Agrees(typed));

    [Fact]
    public void Pages_FitTheLimitAndLoseNoWord()
    {
        var texts = ArbMap.Default.ArbFor<FsCheck.NonEmptyArray<FsCheck.NonNull<string>>>();
        var limits = Gen.Choose(2, 60).ToArbitrary();
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(texts, limits, (sections, limit) =>
        {
            var text = string.Join("\n## ", sections.Get.Select(section => section.Get));
            var pages = TermsRules.Pages(text, limit);
            Assert.All(pages, page => Assert.True(page.Length <= limit, $"a page of {page.Length} where {limit} fit"));
            Assert.Equal(Letters(text), Letters(string.Concat(pages)));
        }));

        static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter != '#'));
    }

    [Fact]
    public void Pages_TurnAtHeadings()
    {
        var pages = TermsRules.Pages("## One\nfirst\n\n## Two\nsecond\n\n## Three\nthird", 32);

        Assert.Equal(["## One\nfirst\n\n## Two\nsecond", "## Three\nthird"], pages);
    }
}
