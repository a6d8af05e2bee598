using System.Diagnostics.Metrics;
using Bronx.Platform.Caching;
using Bronx.Platform.Configuration;
using Bronx.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Platform.Tests.Caching;

/// <summary>One process's cache.</summary>
internal sealed class CacheUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public CacheUnderTest(TimeProvider time, string? redis = null, string lifetimes = "")
    {
        Cache = new Cache(
            new CacheOptions { RedisUrl = redis is null ? null : new Secret(redis), Lifetimes = lifetimes },
            Board, time, new Random(1), _services.GetRequiredService<IMeterFactory>(), NullLoggerFactory.Instance);
    }

    public CacheBoard Board { get; } = new();

    public Cache Cache { get; }

    public CategoryUsage Usage(string category = "notes") => Board.Snapshot().Categories.Single(usage => usage.Name == category);

    public CachedValues<int, string> Notes(Func<int, CancellationToken, Task<string>> load, int capacity = 1_000) =>
        Cache.Add(new CacheCategory<int, string>("notes", TimeSpan.FromMinutes(1), key => $"{key}") { Capacity = capacity }, load);

    /// <summary>Waits until Redis is in a state; fails loudly when it never is.</summary>
    public async Task UntilAsync(RedisState wanted)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (Board.Snapshot().Redis != wanted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cache.DisposeAsync();
        await _services.DisposeAsync();
    }
}
