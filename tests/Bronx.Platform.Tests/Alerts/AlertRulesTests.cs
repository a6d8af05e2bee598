using Bronx.Platform.Alerts;
using Bronx.Testing;

namespace Bronx.Platform.Tests.Alerts;

public sealed class AlertRulesTests
{
    private static readonly AlertRule Rule = new(
        "heat", "It is hot", "°", AlertSide.Above, 30, 25, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));

    private static readonly DateTimeOffset Start = HeldClock.DefaultStart;

    [Theory]
    [InlineData("20 20 20", "QQQ")]
    [InlineData("40 40 40 40", "PPFF")]
    [InlineData("40 40 20 40 40 40", "PPQPPF")]
    [InlineData("40 40 40 20 20 20", "PPFFFQ")]
    [InlineData("40 40 40 27 27 27 27", "PPFFFFF")]
    [InlineData("40 40 40 20 27 20 20 20", "PPFFFFFQ")]
    [InlineData("? 40 ? 40 40 40", "UPUPPF")]
    [InlineData("40 40 40 ? ? 20 20 20", "PPFFFFFQ")]
    public void AnAlert_BeginsAndEndsOnlyAfterItsTime(string values, string phases) => Assert.Equal(phases, Phases(Rule, values));

    [Theory]
    [InlineData("40 40 40 ? ? ?", "PPFFFU")]
    [InlineData("40 40 40 ? 40 ? ? ?", "PPFFFFFU")]
    [InlineData("40 40 40 ? ? ? 20", "PPFFFUQ")]
    [InlineData("40 40 40 20 ? 20", "PPFFFQ")]
    public void AnAlert_EndsOnceNothingCouldBeMeasuredForItsWindow(string values, string phases) => Assert.Equal(phases, Phases(Rule with { OverUntold = TimeSpan.FromSeconds(60) }, values));

    [Fact]
    public void ARuleOfTheOtherSide_BeginsBelow()
    {
        var rule = Rule with { Side = AlertSide.Below, Threshold = 50, ClearAt = 55, For = TimeSpan.Zero, ClearFor = TimeSpan.Zero };
        var state = AlertRules.Next(new AlertState(rule, AlertPhase.Unknown, null, null, Start), rule, 40, "why", Start);
        Assert.Equal((AlertPhase.Firing, "why"), (state.Phase, state.Detail));
        Assert.Equal(AlertPhase.Firing, AlertRules.Next(state, rule, 52, null, Start).Phase);
        Assert.Equal(AlertPhase.Quiet, AlertRules.Next(state, rule, 55, null, Start).Phase);
        Assert.Equal(40, AlertRules.Worse(rule, 40, 52));
    }

    /// <summary>One look every 30 seconds; "?" could not be measured.</summary>
    private static string Phases(AlertRule rule, string values)
    {
        var state = new AlertState(rule, AlertPhase.Unknown, null, null, Start);
        var seen = "";
        foreach (var (value, index) in values.Split(' ').Select((value, index) => (value, index)))
        {
            state = AlertRules.Next(state, rule, value == "?" ? null : double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), null, Start.AddSeconds(30 * index));
            seen += state.Phase.ToString()[0];
        }

        return seen;
    }
}
