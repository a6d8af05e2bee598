namespace Bronx.Dashboard.Tests.Pages;

/// <summary>One table for both sides: what the server writes, the script must write too.</summary>
public static class FigureTable
{
    public static readonly IReadOnlyList<(string Rule, double Input, string Text)> Rows =
    [
        .. new (double, string)[]
        {
            (0, "0"), (1, "1"), (999, "999"), (1000, "1K"), (1049, "1K"), (1050, "1.1K"), (1200, "1.2K"), (1234, "1.2K"), (9_949, "9.9K"), (9_950, "10K"),
            (99_949, "99.9K"), (999_949, "999.9K"), (999_950, "1M"), (999_999, "1M"), (1_000_000, "1M"), (1_500_000, "1.5M"), (999_949_999, "999.9M"),
            (999_950_000, "1B"), (1_200_000_000, "1.2B"), (999_949_999_999, "999.9B"), (999_950_000_000, "1T"), (1_234_567_000_000_000, "1,234.6T"),
            (9_007_199_254_740_991, "9,007.2T"), (-5, "-5"), (-999_950, "-1M"),
        }.Select(row => ("compact", row.Item1, row.Item2)),
        .. new (double, string)[] { (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (9_007_199_254_740_991, "9,007,199,254,740,991") }
            .Select(row => ("exact", row.Item1, row.Item2)),
        .. new (double, string)[] { (0, "0%"), (0.0004, "<0.1%"), (0.0006, "0.1%"), (0.123, "12.3%"), (0.3333, "33.3%"), (0.5, "50%"), (1, "100%") }
            .Select(row => ("percent", row.Item1, row.Item2)),
        .. new (double, string)[]
        {
            (0, "<1 ms"), (0.99, "<1 ms"), (1, "1 ms"), (4.24, "4.2 ms"), (9.94, "9.9 ms"), (9.96, "10 ms"), (123.4, "123 ms"), (999.4, "999 ms"),
            (999.6, "1 s"), (1250, "1.3 s"), (59_940, "59.9 s"), (59_960, "1 min"), (150_000, "2.5 min"),
        }.Select(row => ("duration", row.Item1, row.Item2)),
        .. new (double, string)[] { (0, "0"), (0.04, "0"), (0.05, "0.1"), (3.2, "3.2"), (9.94, "9.9"), (9.96, "10"), (12.4, "12"), (1234, "1.2K") }
            .Select(row => ("rate", row.Item1, row.Item2)),
        .. new (double, string)[] { (-3, "just now"), (1.9, "just now"), (2, "2 s ago"), (59.9, "59 s ago"), (60, "1 min ago"), (3599, "59 min ago"), (3600, "1 h ago"), (86_399, "23 h ago"), (172_800, "2 d ago") }
            .Select(row => ("ago", row.Item1, row.Item2)),
        .. new (double, string)[] { (-2, "0 s"), (5, "5 s"), (60, "1 min 0 s"), (185, "3 min 5 s"), (7385, "2 h 3 min 5 s"), (93_785, "1 d 2 h 3 min 5 s") }
            .Select(row => ("uptime", row.Item1, row.Item2)),
        .. new (double, string)[] { (0, "2"), (1, "2"), (2, "2"), (3, "4"), (5, "6"), (7, "8"), (9, "10"), (11, "12"), (13, "16"), (17, "20"), (81, "100"), (101, "120"), (1_500_000, "1600000") }
            .Select(row => ("axisTop", row.Item1, row.Item2)),
    ];
}
