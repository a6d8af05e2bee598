using Bronx.Discord.Models;
using Bronx.Features.Terms;
using Bronx.Testing;

namespace Bronx.Features.Tests.Terms;

public sealed class TermsTextsTests
{
    private static readonly UserId Ana = new(1001);
    private static readonly DateTimeOffset Now = HeldClock.DefaultStart;
    private static readonly TermsVersion First = new(new Version(1, 0), new DateOnly(2026, 2, 1), "## Coins\nPlay money.");
    private static readonly TermsVersion Second = new(new Version(1, 1), new DateOnly(2026, 3, 1), "## Coins\nStill play money.\n\n## More\n" + new string('x', 3_790));

    [Fact]
    public void Prompts_ReadAsStored() => StoredText.Matches(
        "Terms/Prompts",
        ("first time", TermsTexts.Prompt(Ana, First, TermsWay.Message, isReturning: false)),
        ("after a new version", TermsTexts.Prompt(Ana, Second, TermsWay.Slash, isReturning: true)),
        ("after old buttons", TermsTexts.Prompt(Ana, Second, TermsWay.Slash, isReturning: true, TermsTexts.StaleNote("1.0"))),
        ("after buttons of no known version", TermsTexts.Prompt(Ana, Second, TermsWay.Slash, isReturning: false, TermsTexts.StaleNote(null))),
        ("pointer", TermsTexts.Pointer(".tos")));

    [Fact]
    public void Answers_ReadAsStored() => StoredText.Matches(
        "Terms/Answers",
        ("wrong words", TermsTexts.WrongPhrase("terms.accept~rt~1.0~m")),
        ("accepted for the first time", TermsTexts.Welcome(First, new Acceptance(IsNew: true, IsFirst: true, Now))),
        ("accepted a new version", TermsTexts.Welcome(Second, new Acceptance(IsNew: true, IsFirst: false, Now))),
        ("accepted twice", TermsTexts.Welcome(First, new Acceptance(IsNew: false, IsFirst: true, Now))),
        ("declined", TermsTexts.Declined(First, isReturning: false, "/tos")),
        ("declined a new version", TermsTexts.Declined(Second, isReturning: true, "/tos")));

    [Fact]
    public void Standing_ReadsAsStored() => StoredText.Matches(
        "Terms/Standing",
        ("tos after accepting", TermsTexts.Status(Ana, First, Now)),
        ("tosinfo of a newcomer", TermsTexts.Details(Ana, new TermsCatalogue([First]), null, [], ".tos")),
        ("tosinfo with history", TermsTexts.Details(
            Ana,
            new TermsCatalogue([First, Second]),
            Now,
            [
                new TermsDecision("1.1", Accepted: true, TermsWay.Slash, Now),
                new TermsDecision("1.1", Accepted: false, TermsWay.Slash, Now.AddDays(-1)),
                new TermsDecision("1.0", Accepted: true, TermsWay.Message, Now.AddDays(-20)),
            ],
            "/tos")));

    [Fact]
    public void LongText_IsPaged() => StoredText.Matches(
        "Terms/Pages",
        ("one page", TermsTexts.Page(Ana, First, 0)),
        ("one page, asked by old buttons", TermsTexts.Page(Ana, First, 0, TermsTexts.StaleNote("0.9"))),
        ("first of two", TermsTexts.Page(Ana, Second, 0)),
        ("beyond the end", TermsTexts.Page(Ana, Second, 7) with { Embeds = [] }));

    [Fact]
    public void Form_ReadsAsStored() => StoredText.MatchesText("Terms/Form", StoredText.Show(TermsTexts.Form("terms.sign~rt~1.0~m", First)));

    [Fact]
    public void PublishedText_ReadsAsStored()
    {
        var version = TermsCatalogue.Published().Current;

        StoredText.Matches("Terms/Published", (version.Name, TermsTexts.Page(Ana, version, 0)));
    }
}
