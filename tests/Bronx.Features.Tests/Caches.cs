using System.Diagnostics.Metrics;
using Bronx.Platform.Caching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Features.Tests;

/// <summary>Caches without Redis, for parts that are tested alone.</summary>
internal static class Caches
{
    public static Cache InMemory(TimeProvider clock) => new(
        new CacheOptions(), new CacheBoard(), clock, new Random(1),
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), NullLoggerFactory.Instance);
}
