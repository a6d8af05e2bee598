using Bronx.Features.AutoModeration.Judging;

namespace Bronx.Features.Tests.AutoModeration;

public sealed class LinkScanTests
{
    [Theory]
    [InlineData("join discord.gg/abc123", "abc123")]
    [InlineData("https://discord.com/invite/My-Server now", "My-Server")]
    [InlineData("DISCORD.GG/ABC", "ABC")]
    [InlineData("discordapp.com/invite/xyz", "xyz")]
    [InlineData("discord . gg / abc", "abc")]
    [InlineData("dis\u200Bcord.gg/abc", "abc")]
    [InlineData("ｄｉｓｃｏｒｄ．ｇｇ／abc", "abc")]
    [InlineData("discord.gg\\/abc", "abc")]
    [InlineData("[free coins](https://discord.gg/abc)", "abc")]
    [InlineData("dіscоrd.gg/abc", "abc")]
    public void Invites_AreFoundInAnyDress(string text, string code) => Assert.Equal([code], LinkScan.Invites(text));

    [Theory]
    [InlineData("I like discord.")]
    [InlineData("https://discord.com/channels/1/2/3")]
    [InlineData("the gg. is strong")]
    public void OtherWords_AreNoInvites(string text) => Assert.Empty(LinkScan.Invites(text));

    [Theory]
    [InlineData("see https://Example.ORG/path?x=1.", "example.org")]
    [InlineData("https://good.example@evil.example/x", "evil.example")]
    [InlineData("[safe](http://evil.example)", "evil.example")]
    [InlineData("hTTps://a.b.example:8080", "a.b.example")]
    [InlineData("https://bücher.example", "bücher.example")]
    [InlineData("https://exаmple.org", "exаmple.org")]
    public void Sites_AreWhereALinkReallyLeads(string text, string site) => Assert.Equal([site], LinkScan.Sites(text));

    [Theory]
    [InlineData("https://discord.com/channels/1/2/3")]
    [InlineData("https://cdn.discordapp.com/attachments/1/2/x.png")]
    [InlineData("example.org without a scheme is no link")]
    public void DiscordsOwn_AreNoLinks(string text) => Assert.Empty(LinkScan.Sites(text));

    [Theory]
    [InlineData("example.org", true)]
    [InlineData("www.example.org", true)]
    [InlineData("EXAMPLE.org", true)]
    [InlineData("notexample.org", false)]
    [InlineData("example.org.evil.example", false)]
    public void AllowedSites_AllowWhatIsBelowThem(string site, bool allowed) => Assert.Equal(allowed, LinkScan.IsAllowed(site, ["example.org"]));
}
