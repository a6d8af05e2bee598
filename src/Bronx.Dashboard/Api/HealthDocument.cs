namespace Bronx.Dashboard.Api;

internal sealed record HealthDocument(string Status, IReadOnlyList<ProbeFigure> Probes);

internal sealed record ProbeFigure(string Name, bool Ready);
