using Bronx.Discord.Gateway;
using Bronx.Testing;
using Microsoft.Extensions.Logging;

namespace Bronx.Discord.Tests;

/// <summary>What cannot be reached is said once, then now and then, and once more when it is back.</summary>
public sealed class OutageTests
{
    [Fact]
    public void AnOutage_IsToldAtGrowingIntervals()
    {
        var clock = new HeldClock();
        var outage = new Outage(clock);
        Assert.Null(outage.Ended());
        List<int> told = [];
        for (var second = 0; second < 4 * 3600; second += 5)
        {
            if (outage.Failed())
            {
                told.Add(second / 60);
            }

            clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123, 183], told);
        Assert.Equal((TimeSpan.FromHours(4), 4 * 720), outage.Ended());
        Assert.Null(outage.Ended());
        Assert.True(outage.Failed());
    }

    [Fact]
    public async Task ADiscordThatCannotBeReachedForAnHour_FillsNoLog()
    {
        await using var discord = await FakeDiscord.StartAsync();
        using var logs = new Gathered();
        discord.OnRequest = context =>
        {
            context.Response.StatusCode = 502;
            return Task.CompletedTask;
        };
        await using var under = ClientUnderTest.Of(discord, options => options with { ApiBaseAddress = new Uri(discord.Api, "/elsewhere") }, logs: logs);
        await under.StartAsync();
        for (var attempt = 0; attempt < 40; attempt++)
        {
            await under.StatusAsync(ConnectionState.WaitingToReconnect, () => AdvanceIfNothingIsUnderWayAsync(under));
        }

        var warnings = logs.Lines.Count(line => line.Level >= LogLevel.Warning);
        Assert.InRange(warnings, 2, 24);
    }

    private static async Task AdvanceIfNothingIsUnderWayAsync(ClientUnderTest under)
    {
        if ((await under.Client.Rest.GetQueueSnapshotAsync(CancellationToken.None)).InFlight == 0)
        {
            under.Clock.Advance(TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>Keeps what is logged.</summary>
    internal sealed class Gathered : ILoggerFactory, ILogger
    {
        private readonly Lock _gate = new();
        private readonly List<(LogLevel Level, string Text)> _lines = [];

        public IReadOnlyList<(LogLevel Level, string Text)> Lines
        {
            get
            {
                lock (_gate) { return [.. _lines]; }
            }
        }

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_gate) { _lines.Add((logLevel, formatter(state, exception))); }
        }

        public void Dispose()
        {
        }
    }
}
