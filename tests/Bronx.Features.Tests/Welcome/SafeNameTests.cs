using System.Globalization;
using System.Text;
using Bronx.Discord.Models;
using Bronx.Features.Welcome;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Welcome;

public sealed class SafeNameTests
{
    [Theory]
    [InlineData("Mira", "Mira")]
    [InlineData("@everyone", "@\u200Beveryone")]
    [InlineData("**loud**", "\\*\\*loud\\*\\*")]
    [InlineData("[click](https://evil.example)", "\\[click\\]\\(https:\u200B/\u200B/\u200Bevil.\u200Bexample)")]
    [InlineData("discord.gg/abc", "discord.\u200Bgg/\u200Babc")]
    [InlineData("a\u202Eb", "ab")]
    [InlineData("line\nbreak", "line break")]
    [InlineData("- list", "\\- list")]
    [InlineData("", "somebody")]
    [InlineData("\u200B\u200B", "somebody")]
    [InlineData("שלום", "\u2068שלום\u2069")]
    [InlineData("H\u0301\u0302\u0303\u0304\u0305i", "H\u0301\u0302i")]
    public void Names_AreMadeHarmless(string name, string shown) => Assert.Equal(shown, SafeName.Of(name));

    [Fact]
    public void NoName_BreaksOutOfAGreeting() => Prop
        .ForAll(Gen.ArrayOf(Gen.Elements("<>@&!#:*_~`|[]()/.-\\ \n\t{}aהش1\u202E\u2066\u0301\u200B".ToCharArray())).Select(signs => new string(signs)).ToArbitrary(), name =>
        {
            var safe = SafeName.Of(name);
            var greeting = WelcomeRules.Arrival("Hello {name}!", [new(new(7), name)], 0, new("Test", 3), mention: true);
            return safe.Length > 0
                && Enumerable.Range(0, safe.Length).All(at => safe[at] != '@' || safe[at + 1] == '\u200B') && !safe.Contains("://", StringComparison.Ordinal)
                && !safe.Contains('\n', StringComparison.Ordinal) && !safe.Contains('\u202E', StringComparison.Ordinal)
                && safe.EnumerateRunes().Count(rune => rune.Value is 0x2066 or 0x2067 or 0x2068) == safe.EnumerateRunes().Count(rune => rune.Value == 0x2069)
                && safe.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control)
                && greeting.Content == $"Hello {safe}!" && greeting.AllowedMentions.Users is [{ Value: 7 }];
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Templates_AreFilledOnceAndAsTheServerWroteThem()
    {
        var person = new Traveller(new(183245678901234567), "{server} {user}");
        var greeting = WelcomeRules.Arrival("# Hi {user}\n**{name}** to {server}, {members}, {created} {{user}}", [person], 0, new("The *Shop*", 1_234), mention: false);
        Assert.Equal("# Hi <@183245678901234567>\n**{server} {user}** to The \\*Shop\\*, 1,234, <t:1463759574:D> {user}", greeting.Content);
        Assert.Same(AllowedMentions.None, greeting.AllowedMentions);
    }

    [Fact]
    public void ARush_IsNamedToTenAndCounted()
    {
        List<Traveller> people = [.. Enumerable.Range(1, 12).Select(number => new Traveller(new((ulong)number), $"P{number}"))];
        var greeting = WelcomeRules.Arrival("Hi {user}!", people, 488, new("Test", 500), mention: true);
        Assert.Equal("Hi <@1>, <@2>, <@3>, <@4>, <@5>, <@6>, <@7>, <@8>, <@9>, <@10> and 490 others!", greeting.Content);
        Assert.Equal(10, greeting.AllowedMentions.Users!.Count);
        Assert.Equal("P1 and P2 left", WelcomeRules.Departure("{name} left", [.. people.Take(2)], 0, new("Test", 500)).Content);
        Assert.Equal("P1 and 1 other left", WelcomeRules.Departure("{name} left", [.. people.Take(1)], 1, new("Test", 500)).Content);
    }

    [Fact]
    public void TheLongestGreeting_FitsAMessage()
    {
        var template = string.Concat(Enumerable.Repeat("{user}", 250));
        List<Traveller> people = [.. Enumerable.Range(1, 10).Select(number => new Traveller(new(ulong.MaxValue - (ulong)number), new string('x', 32)))];
        Assert.InRange(WelcomeRules.Arrival(template, people, 5, new("Test", 5), mention: true).Content!.Length, 1_900, 2_000);
    }
}
