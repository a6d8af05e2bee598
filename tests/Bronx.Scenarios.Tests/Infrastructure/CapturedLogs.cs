using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Bronx.Scenarios.Tests.Infrastructure;

/// <summary>What the bot logged, for scenarios that look for a line and for the story when one fails.</summary>
internal sealed class CapturedLogs : ILoggerProvider
{
    private const int Limit = 2_000;

    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IReadOnlyList<string> Errors => [.. _lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text)];

    public bool Has(string text) => _lines.Any(line => line.Text.Contains(text, StringComparison.Ordinal));

    public string Tail() => string.Join(" | ", _lines.TakeLast(8).Select(line => $"{line.Level} {line.Text}"));

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void Dispose()
    {
        // Kept until the test ends: nothing is held open.
    }

    private void Add(LogLevel level, string text)
    {
        _lines.Enqueue((level, text));
        while (_lines.Count > Limit)
        {
            _lines.TryDequeue(out _);
        }
    }

    private sealed class Line(CapturedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Add(logLevel, $"{category}: {formatter(state, exception)} {exception?.Message}");
    }
}
