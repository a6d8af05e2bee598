namespace Bronx.Benchmarks.Reporting;

/// <summary>A measurement that could not be made, with one line that says what to do.</summary>
internal sealed class BenchException(string message) : Exception(message);
