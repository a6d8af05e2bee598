using System.Globalization;
using Bronx.Dashboard.Pages;

namespace Bronx.Dashboard.Tests.Pages;

public sealed class FiguresTests
{
    public static TheoryData<string, double, string> Table
    {
        get
        {
            var data = new TheoryData<string, double, string>();
            foreach (var (rule, input, text) in FigureTable.Rows) data.Add(rule, input, text);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Figures_LookAsTheTableSays(string rule, double input, string text) => Assert.Equal(text, rule switch
    {
        "compact" => Figures.Compact((long)input),
        "exact" => Figures.Exact((long)input),
        "percent" => Figures.Percent(input),
        "duration" => Figures.Duration(input),
        "rate" => Figures.Rate(input),
        "ago" => Figures.Ago(TimeSpan.FromSeconds(input)),
        "uptime" => Figures.Uptime(TimeSpan.FromSeconds(input)),
        "axisTop" => Figures.AxisTop((long)input).ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "A rule without a test."),
    });

    [Theory]
    [InlineData(long.MaxValue, "9,223,372T")]
    [InlineData(long.MinValue, "-9,223,372T")]
    public void Compact_TakesEveryNumberThereIs(long number, string text) => Assert.Equal(text, Figures.Compact(number));

    [Fact]
    public void Compact_NeverShowsAThousandOfASmallerUnit()
    {
        for (long number = 1; number < 2_000_000_000; number = (number * 11 / 10) + 1)
        {
            Assert.DoesNotMatch(@"^1,?000(\.0)?[KMB]", Figures.Compact(number));
        }
    }

    [Fact]
    public void AxisTop_HoldsThePeakAndHasAWholeHalf()
    {
        for (long peak = 0; peak < 3_000_000_000; peak = (peak * 5 / 4) + 1)
        {
            var top = Figures.AxisTop(peak);
            Assert.True(top >= peak && top % 2 == 0 && top <= Math.Max(2, peak * 2), $"{peak} → {top}");
        }
    }

    [Fact]
    public void Unknown_IsADash() => Assert.Equal(("–", "–"), (Figures.Compact((long?)null), Figures.Duration((double?)null)));
}
