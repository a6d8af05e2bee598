namespace Bronx.Platform.Telemetry;

/// <summary>A stretch of whole periods.</summary>
internal readonly record struct PeriodRange(UsagePeriod Period, long First, long Last)
{
    /// <exception cref="ArgumentException">Backwards, before 1970, or too many points.</exception>
    public static PeriodRange Of(UsagePeriod period, DateTimeOffset from, DateTimeOffset until)
    {
        var length = UsageRollup.LengthOf(period);
        var first = UsageRollup.StartOf(period, from.ToUnixTimeMilliseconds());
        var last = UsageRollup.StartOf(period, until.ToUnixTimeMilliseconds());
        if (first < 0 || last < first || (last - first) / length >= UsageHistory.MaxPoints)
        {
            throw new ArgumentException($"From {from:O} until {until:O} is backwards or more than {UsageHistory.MaxPoints} periods.", nameof(until));
        }

        return new PeriodRange(period, first, last);
    }

    public IReadOnlyList<UsagePoint> Fill(IReadOnlyDictionary<long, (long Uses, long Failures)> found)
    {
        var points = new List<UsagePoint>();
        for (var start = First; start <= Last; start += UsageRollup.LengthOf(Period))
        {
            var (uses, failures) = found.GetValueOrDefault(start);
            points.Add(new UsagePoint(DateTimeOffset.FromUnixTimeMilliseconds(start), uses, failures));
        }

        return points;
    }
}
