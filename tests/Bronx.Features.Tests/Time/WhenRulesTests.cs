using Bronx.Features.Time;
using NodaTime;
using NodaTime.Text;

namespace Bronx.Features.Tests.Time;

public sealed class WhenRulesTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    /// <summary>12:00 in Berlin, in winter.</summary>
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 11, 0);

    [Theory]
    [InlineData("18:30", "2026-03-02T17:30:00Z")]
    [InlineData("9:00", "2026-03-03T08:00:00Z")]
    [InlineData("12:00", "2026-03-03T11:00:00Z")]
    [InlineData("6:30pm", "2026-03-02T17:30:00Z")]
    [InlineData("6 PM", "2026-03-02T17:00:00Z")]
    [InlineData("12am", "2026-03-02T23:00:00Z")]
    [InlineData("tomorrow 9:00", "2026-03-03T08:00:00Z")]
    [InlineData("today 9:00", "2026-03-02T08:00:00Z")]
    [InlineData("2026-07-01 18:00", "2026-07-01T16:00:00Z")]
    [InlineData("2026-03-29 02:30", "2026-03-29T01:30:00Z")]
    public void ATime_IsReadInItsZone(string text, string instant) =>
        Assert.Equal(InstantPattern.ExtendedIso.Parse(instant).Value, WhenRules.Read(text, Berlin, Noon));

    [Theory]
    [InlineData("")]
    [InlineData("18")]
    [InlineData("25:00")]
    [InlineData("12:60")]
    [InlineData("13pm")]
    [InlineData("0am")]
    [InlineData("2026-02-30 10:00")]
    [InlineData("9999-01-01 10:00")]
    [InlineData("soon")]
    public void WhatIsNoTime_IsNot(string text) => Assert.Null(WhenRules.Read(text, Berlin, Noon));
}
