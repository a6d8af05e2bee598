using Bronx.Discord.Models;
using Bronx.Features.AutoModeration;
using Bronx.Features.AutoModeration.Judging;
using Bronx.Platform.Options;
using Bronx.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.AutoModeration;

public sealed class CountingTests
{
    private static readonly GuardPlan Plan = GuardPlan.Of(OptionValues.Defaults);

    [Theory]
    [InlineData("THIS IS REALLY LOUD", 100)]
    [InlineData("This is calm and quiet", 5)]
    [InlineData("OK LOL", 0)]
    [InlineData("<@183245678901234567> https://EXAMPLE.ORG/AAAAAAAAAAAAAAAA ok", 0)]
    [InlineData("1234567890 !!!!!!!", 0)]
    [InlineData("ДОБРЫЙ ДЕНЬ ВСЕМ", 100)]
    public void Capitals_AreAShareOfTheLetters(string text, int percent) => Assert.Equal(percent, TextFacts.CapitalPercent(text));

    [Theory]
    [InlineData("<@183245678901234567> <@!183245678901234567> <@&183245678901234568>", 2)]
    [InlineData("@everyone @here", 2)]
    [InlineData("mail@example.org", 0)]
    public void Mentions_CountEachOnce(string text, int count) => Assert.Equal(count, TextFacts.Mentions(text));

    [Fact]
    public void Fingerprints_AreOfWhatIsRead()
    {
        Assert.Equal(TextFacts.Fingerprint("Buy  NOW"), TextFacts.Fingerprint("b\u200Buy now"));
        Assert.NotEqual(TextFacts.Fingerprint("buy now"), TextFacts.Fingerprint("buy then"));
        Assert.Equal(0UL, TextFacts.Fingerprint(" \u200B "));
    }

    [Fact]
    public void Counts_NeverSeeMoreThanWasSaidAndForgetWhatIsOld() => Prop
        .ForAll(Gen.ListOf(Gen.Choose(0, 120)).ToArbitrary(), ages =>
        {
            var now = HeldClock.DefaultStart;
            var talks = ages.Select((age, index) => new Talk(now - TimeSpan.FromSeconds(age), (ulong)(age % 3), 1, new((ulong)index + 1), Town.General)).ToList();
            var count = TalkRules.Count(talks, new Talk(now, 1, 2, new(9_999), Town.General), TimeSpan.FromSeconds(5));
            return count.Messages == 1 + ages.Count(age => age < 5) && count.Same == 1 + ages.Count(age => age < 60 && age % 3 == 1) && count.Mentions == 2 + ages.Count(age => age < 10);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Book_IsBoundedAndForgetsWhoIsSilent()
    {
        var book = new TalkBook(100);
        for (ulong person = 1; person <= 1_000; person++)
        {
            book.Note(Town.Guild, new(person), At(0, person), Plan);
        }

        Assert.Equal(100, book.Count);
        book.Note(Town.Guild, new(5_000), At(600, 5_000), Plan);
        Assert.Equal(1, book.Count);
    }

    [Fact]
    public void Book_CountsAMessageThatIsDeliveredTwiceOnce()
    {
        var book = new TalkBook();
        for (var time = 0; time < 5; time++)
        {
            Assert.Equal(new TalkCount(1, 1, 0), book.Note(Town.Guild, new(7), At(0, 1), Plan));
        }

        Assert.Equal(2, book.Note(Town.Guild, new(7), At(1, 2), Plan).Messages);
        Assert.Equal(1, book.Note(Town.Guild, new(8), At(1, 3), Plan).Messages);
    }

    [Fact]
    public void AWave_BeginsOnceAndLastsAsLongAsItGoesOn()
    {
        var book = new TalkBook();
        book.Note(Town.Guild, new(7), At(0, 1), Plan);
        bool Begin(int second, out int before)
        {
            var began = book.BeginWave(Town.Guild, new(7), At(second, 1).At, TimeSpan.FromSeconds(5), out var talks);
            before = talks.Count;
            return began;
        }

        Assert.True(Begin(0, out var before));
        Assert.Equal(1, before);
        Assert.False(Begin(4, out _));
        Assert.False(Begin(8, out _));
        Assert.True(Begin(13, out _));
    }

    private static Talk At(int second, ulong message) => new(HeldClock.DefaultStart.AddSeconds(second), 1, 0, new MessageId(message), Town.General);
}
