using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Bronx.Benchmarks.Reporting;
using Bronx.Discord.Models;
using Bronx.Platform.Caching;
using Bronx.Platform.Configuration;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Operations;

/// <summary>Redis, or PostgreSQL, is killed and restarted while everybody works.</summary>
internal static class OutageRun
{
    private const int Clients = 16;
    private const int Pace = 50;

    public static Task<ResultPage> RunAsync(Arguments options, CancellationToken ct) => options.Text("of", "redis") switch
    {
        "redis" => RedisAsync(options, ct),
        "postgres" => PostgresAsync(options, ct),
        var other => throw new BenchException($"--of takes redis or postgres, not {other}."),
    };

    private static async Task<ResultPage> RedisAsync(Arguments options, CancellationToken ct)
    {
        var times = options.Number("times", 20);
        var page = new ResultPage("outage-redis", "Redis killed under load", $"""
            {Clients} clients look up 5,000 keys through two processes' caches before one Redis, and one lookup in twenty changes its key first; Redis is killed and restarted {times} times. Recovery
            is from the server's first answer to both caches using it again.
            """);
        await using var server = new RedisServer();
        var address = await server.NewAddressAsync();
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var (boards, caches, values) = (new List<CacheBoard>(), new List<Cache>(), new List<CachedValues<int, long>>());
        var truth = new ConcurrentDictionary<int, long>();
        for (var i = 0; i < 2; i++)
        {
            var board = new CacheBoard();
            var cache = new Cache(new CacheOptions { RedisUrl = new Secret(address) }, board, TimeProvider.System, new Random(i), services.GetRequiredService<IMeterFactory>(), NullLoggerFactory.Instance);
            (boards, caches) = ([.. boards, board], [.. caches, cache]);
            values.Add(cache.Add(new CacheCategory<int, long>("bench", TimeSpan.FromSeconds(30), key => $"{key}"), (key, _) => Task.FromResult(truth.GetValueOrDefault(key))));
        }

        await UntilAsync(() => boards.All(board => board.Snapshot().Redis == RedisState.Connected), ct);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var (lookups, failed, slowest) = (0L, 0L, 0L);
        var clients = Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            var random = new Random(client);
            while (!enough.IsCancellationRequested)
            {
                var key = random.Next(5_000);
                var began = TimeProvider.System.GetTimestamp();
                try
                {
                    if (random.Next(20) == 0)
                    {
                        truth.AddOrUpdate(key, 1, (_, value) => value + 1);
                        await values[client % 2].RemoveAsync(key);
                    }

                    await values[client % 2].GetAsync(key, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(3), TimeProvider.System, CancellationToken.None);
                }
                catch (Exception)
                {
                    Interlocked.Increment(ref failed);
                }

                if (Interlocked.Increment(ref lookups) % Pace == 0)
                {
                    // Hits never wait: without a pause the clients alone would take every core, and what is measured is the cache.
                    await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
                }

                var took = TimeProvider.System.GetElapsedTime(began).Ticks;
                for (var most = Interlocked.Read(ref slowest); took > most; most = Interlocked.Read(ref slowest))
                {
                    Interlocked.CompareExchange(ref slowest, took, most);
                }
            }
        })).ToArray();
        var recoveries = new List<double>();
        for (var i = 0; i < times; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
            await server.KillAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, ct);
            await server.StartAsync();
            var back = TimeProvider.System.GetTimestamp();
            await UntilAsync(() => boards.All(board => board.Snapshot().Redis == RedisState.Connected), ct);
            recoveries.Add(TimeProvider.System.GetElapsedTime(back).TotalSeconds);
        }

        await enough.CancelAsync();
        await Task.WhenAll(clients);

        // Every notice that is still under way has a moment; then nothing old may be left in either process.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
        var old = 0;
        for (var key = 0; key < 5_000; key++)
        {
            foreach (var process in values)
            {
                old += await process.GetAsync(key, ct) == truth.GetValueOrDefault(key) ? 0 : 1;
            }
        }

        page.Target("lookups unanswered or failed", "0", $"{failed} of {lookups:N0}", failed == 0);
        page.Target("old values left afterwards", "0", $"{old} of 10,000", old == 0);
        page.Target("recovery, the longest", "< 2 s", Seconds(recoveries.Max()), recoveries.Max() < 2);
        page.Row("slowest lookup", Seconds(TimeSpan.FromTicks(slowest).TotalSeconds));
        foreach (var cache in caches)
        {
            await cache.DisposeAsync();
        }

        return page;
    }

    private static async Task<ResultPage> PostgresAsync(Arguments options, CancellationToken ct)
    {
        var times = options.Number("times", 10);
        var page = new ResultPage("outage-postgres", "PostgreSQL killed under load", $"""
            {Clients} clients post transfers to the ledger, one after the other; the server is stopped as a crash would (SIGQUIT, durable commits) and restarted {times} times. A refusal in words is an
            answer too. Recovery is from the server being ready to the first transfer that was asked for after that.
            """);
        await using var server = new PostgresServer { Settings = [] };
        var folder = Directory.CreateTempSubdirectory("bronx-bench-outage-");
        try
        {
            await using var database = await Database.OpenAsync(
                new StorageOptions { DataDirectory = folder.FullName, DatabaseUrl = await server.NewDatabaseAsync() }, [Ledger.Migrations], TimeProvider.System, NullLoggerFactory.Instance, ct);
            await using var ledger = await Ledger.OpenAsync(database, TimeProvider.System, NullLoggerFactory.Instance, null, ct);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var (posted, refused, unanswered) = (0L, 0L, 0L);
            var clients = Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
            {
                for (ulong number = 1; !enough.IsCancellationRequested; number++)
                {
                    try
                    {
                        await ledger.PostAsync(Drip(client, number), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None);
                        Interlocked.Increment(ref posted);
                    }
                    catch (StorageException)
                    {
                        Interlocked.Increment(ref refused);
                    }
                    catch (TimeoutException)
                    {
                        Interlocked.Increment(ref unanswered);
                    }
                }
            })).ToArray();
            var recoveries = new List<double>();
            for (var i = 0; i < times; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
                await server.CrashAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, ct);
                await server.StartAsync();
                var back = TimeProvider.System.GetTimestamp();
                await ledger.PostAsync(Drip(Clients, (ulong)i), ct);
                recoveries.Add(TimeProvider.System.GetElapsedTime(back).TotalSeconds);
            }

            await enough.CancelAsync();
            await Task.WhenAll(clients);
            var audit = await ledger.AuditAsync(ct);
            var coins = 0L;
            for (var client = 0; client <= Clients; client++)
            {
                coins += (await ledger.BalanceAsync(AccountId.Wallet(new UserId((ulong)client + 1)), ct)).Value;
            }

            page.Target("commands unanswered", "0", $"{unanswered} of {posted + refused + unanswered:N0}", unanswered == 0);
            page.Target("done by halves, or twice", "0", audit.IsProved && coins == audit.Transfers ? "0: the audit proves it" : $"coins {coins}, entries {audit.Transfers}", audit.IsProved && coins == audit.Transfers);
            page.Target("acknowledged and lost", "0", $"{Math.Max(0, posted + times - audit.Transfers)}", posted + times <= audit.Transfers);
            page.Target("recovery, the longest", "< 2 s", Seconds(recoveries.Max()), recoveries.Max() < 2);
            page.Row("refused in words", $"{refused:N0}");
            return page;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Transfer Drip(int client, ulong number) => new(
        TransferId.From("drip", (ulong)client, number), AccountId.Mint("bench"), AccountId.Wallet(new UserId((ulong)client + 1)), new Coins(1), "drip", TransferOrigin.None);

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s");

    private static async Task UntilAsync(Func<bool> holds, CancellationToken ct)
    {
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, ct);
        }
    }
}
