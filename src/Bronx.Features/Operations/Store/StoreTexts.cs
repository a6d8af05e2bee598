using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Storage;
using Bronx.Platform.Text;

namespace Bronx.Features.Operations.Store;

/// <summary>Words for the database.</summary>
internal static class StoreTexts
{
    public static Reply Optimizing { get; } = Reply.Of(Look.Note("Cleaning up. This takes a moment, and longer when there is much to do."));

    public static Reply Health(DatabaseReading reading) => reading.Health.Problem is { } problem
        ? Reply.Of(Look.Card("The database does not answer", Say.Safe(problem, 500), Look.Bad))
        : Reply.Of(Look.Card(
            "The database is well",
            Rows.Table(
            [
                ("engine", reading.Health.Version ?? Rows.Unknown),
                ("answers in", Say.Latency(reading.Health.Latency)),
                ("size", Rows.Megabytes(reading.Health.SizeBytes)),
                ("connections", $"{Rows.Number(reading.Health.Connections)} of {Say.Number(reading.Health.MaxConnections)}"),
            ]),
            Look.Good));

    public static Reply Pool(DatabaseReading reading) => Reply.Of(Look.Card(
        "Database connections",
        Rows.Table(
        [
            ("at work now", Say.Number(reading.Pool.InUse)),
            ("most at once", Say.Number(reading.Pool.Peak)),
            ("open", Rows.Number(reading.Health.Connections)),
            ("kept open", Say.Number(reading.Pool.Min)),
            ("at most", Say.Number(reading.Pool.Max)),
            ("waiting for one", Say.Number(reading.Pool.Waiting)),
            ("longest wait", Say.Latency(reading.Pool.LongestWait)),
            ("taken so far", Say.Number(reading.Pool.Rented)),
        ])) with
    { Footer = new EmbedFooter("Since this process started. Storage:PoolMin and Storage:PoolMax set the bounds.") });

    public static Reply Optimized(OptimizeReport report) => Reply.Of(Look.Card(
        report.IsClean ? "Cleaned up" : "Cleaned up, and found something",
        string.Join('\n', report.Steps.Select(step => $"**{step.Name}** · {Say.Latency(step.Took)}\n{(step.IsGood ? "" : "⚠ ")}{Say.Safe(step.Detail, 300)}")),
        report.IsClean ? Look.Good : Look.Warn) with
    { Footer = new EmbedFooter($"{Rows.Megabytes(report.SizeBefore)} before, {Rows.Megabytes(report.SizeAfter)} after · {Say.Latency(report.Took)} in all") });
}
