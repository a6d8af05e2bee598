using Bronx.Features.Time;
using NodaTime;

namespace Bronx.Features.Tests.Time;

public sealed class ZoneSearchTests
{
    [Theory]
    [InlineData("berlin", "Europe/Berlin")]
    [InlineData("New York", "America/New_York")]
    [InlineData("sao paulo", "America/Sao_Paulo")]
    [InlineData("São Paulo", "America/Sao_Paulo")]
    [InlineData("  munich ", "Europe/Berlin")]
    [InlineData("München", "Europe/Berlin")]
    [InlineData("MUNCHEN", "Europe/Berlin")]
    [InlineData("Mu\u0308nchen", "Europe/Berlin")]
    [InlineData("Zürich", "Europe/Zurich")]
    [InlineData("Genève", "Europe/Zurich")]
    [InlineData("bucurești", "Europe/Bucharest")]
    [InlineData("МОСКВА", "Europe/Moscow")]
    [InlineData("αθηνα", "Europe/Athens")]
    [InlineData("दिल्ली", "Asia/Kolkata")]
    [InlineData("東京", "Asia/Tokyo")]
    [InlineData("mumbai", "Asia/Kolkata")]
    [InlineData("san francisco", "America/Los_Angeles")]
    [InlineData("japan", "Asia/Tokyo")]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("utc", "UTC")]
    [InlineData("copenhagen", "Europe/Copenhagen")]
    [InlineData("København", "Europe/Copenhagen")]
    [InlineData("norway", "Europe/Oslo")]
    [InlineData("US/Pacific", "America/Los_Angeles")]
    public void APlace_IsItsZone(string typed, string zone)
    {
        Assert.True(ZoneChoices.Zone.TryNormalize(typed, out var stored, out var problem), problem);
        Assert.Equal(zone, stored);
    }

    [Theory]
    [InlineData("atlantis", "no such place")]
    [InlineData("mexico", "several zones fit")]
    [InlineData("../../etc/passwd", "no such place")]
    public void WhatIsNoPlaceOrSeveral_IsRefusedInWords(string typed, string why)
    {
        Assert.False(ZoneChoices.Zone.TryNormalize(typed, out _, out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void ASearch_IsBounded_AndEachZoneIsThereOnce()
    {
        var found = ZoneSearch.Find("america");
        Assert.InRange(found.Count, 2, 25);
        Assert.Equal(found.Count, found.Select(place => place.Value).Distinct().Count());
        Assert.Empty(ZoneSearch.Find(""));
        Assert.Empty(ZoneSearch.Find(new string('x', 100_000)));
        Assert.Equal("Europe/Paris", ZoneSearch.Find("paris")[0].Value);
    }

    [Fact]
    public void EveryCityOfOurs_IsInAZoneThatExists() =>
        Assert.All(LargeCities.All.Concat(NativeNames.All), city => Assert.NotNull(DateTimeZoneProviders.Tzdb.GetZoneOrNull(city.Zone)));
}
