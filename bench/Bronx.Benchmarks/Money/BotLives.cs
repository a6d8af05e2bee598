using System.Diagnostics;
using Bronx.Benchmarks.Reporting;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Sandbox;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Money;

/// <summary>The whole bot, one life after the other on the same store, while people of the sandbox use it.</summary>
internal sealed class BotLives(MoneyStore store, SandboxServer sandbox, KillTally tally)
{
    private static readonly string[] Names = ["Rosa", "Theo", "Mika", "Junie", "Odell", "Priya", "Sol", "Tamsin", "Bruno", "Wren", "Ezra", "Lotte"];

    /// <summary>A start on a machine that does much else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>From the first answer on: long enough that everybody is in the middle of something.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(2);

    /// <summary>Stakes of one hand: the first, and what doubling and splitting add.</summary>
    private const int MostHolds = 16;

    private readonly KillCheck _check = new(tally);

    public static async Task RunAsync(MoneyStore store, int lives, Random random, KillTally tally, CancellationToken ct)
    {
        await using var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { GlobalLimit = 1_000, InvalidRequestLimit = 1_000_000, SessionStartLimit = 100_000 }, TimeProvider.System, NullLoggerFactory.Instance, ct);
        var bots = new BotLives(store, sandbox, tally);
        var orphans = new HashSet<TransferId>();
        for (var life = 0; life < lives; life++)
        {
            orphans = await bots.LiveAsync(life, random, orphans, ct);
        }
    }

    /// <param name="orphans">Stakes that the life before left set aside.</param>
    /// <returns>Those that this life leaves.</returns>
    private async Task<HashSet<TransferId>> LiveAsync(int life, Random random, HashSet<TransferId> orphans, CancellationToken ct)
    {
        var people = Names.Select((name, place) => new Customer(sandbox.As(name), sandbox.As(Names[(place + 1) % Names.Length]).Id, random.Next())).ToList();
        using (var bot = Start())
        {
            var began = TimeProvider.System.GetTimestamp();
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await people[0].EnterAsync(() => !bot.HasExited && TimeProvider.System.GetElapsedTime(began) < Patience, ct);
            var shopping = people.Select(person => Task.Run(() => person.ShopAsync(ending.Token), ct)).ToList();

            // Whoever had a stake must have it back five seconds after the start; without one the life may end at any instant.
            var length = TimeSpan.FromMilliseconds(random.NextDouble() * LongestLife.TotalMilliseconds);
            await Task.Delay(orphans.Count > 0 ? KillCheck.OrphansWithin + length : length, TimeProvider.System, ct);
            bot.Kill();
            await bot.WaitForExitAsync(ct);
            await ending.CancelAsync();
            await Task.WhenAll(shopping);
        }

        tally.Kills++;
        return await LookAsync(life, people, orphans);
    }

    private async Task<HashSet<TransferId>> LookAsync(int life, List<Customer> people, HashSet<TransferId> orphans)
    {
        await using var database = await MoneyStore.OpenAsync(store.Directory, store.Url);
        await using var ledger = await MoneyStore.OpenLedgerAsync(database);
        await _check.AuditAsync(ledger, $"bot {life}");
        foreach (var id in people.SelectMany(person => person.Told))
        {
            tally.Acknowledged++;
            if (await ledger.FindAsync(id, CancellationToken.None) is null)
            {
                tally.Find($"bot {life}: {id} was told to a person and is not there.");
                continue;
            }

            await _check.RepeatAsync(ledger, id, null, $"bot {life}");
        }

        var open = (await ledger.OpenReservationsAsync(CancellationToken.None)).Select(stake => stake.Id).ToHashSet();
        var atTable = await AtTableAsync(database);
        tally.Continued += open.Count(atTable.Contains);
        open.ExceptWith(atTable);
        foreach (var id in orphans.Where(open.Contains))
        {
            tally.Find($"bot {life}: the stake {id} of the life before was still set aside {KillCheck.OrphansWithin.TotalSeconds} s after the start.");
        }

        open.ExceptWith(orphans);
        tally.Orphans += open.Count;
        await _check.AuditAsync(ledger, $"bot {life}, after repeats");
        return open;
    }

    /// <summary>Stakes of hands that lie on the table and can be played on after the next start: those belong to somebody.</summary>
    private static async Task<HashSet<TransferId>> AtTableAsync(Database database)
    {
        var games = await database.ReadAsync(
            async connection => (await connection.QueryAsync<(long Person, long PlacedBy, string Game)>(
                "SELECT user_id, placed_by, game FROM gambling_games WHERE ended_at IS NULL")).AsList(),
            CancellationToken.None);
        return [.. games.SelectMany(game => Enumerable.Range(0, MostHolds).Select(hold =>
            TransferId.From(game.Game, new UserId((ulong)game.Person), (ulong)game.PlacedBy, "hold", (ulong)hold)))];
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "bronx.dll"), "--data", store.Directory])
        {
            WorkingDirectory = store.Directory,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in (IEnumerable<(string, string)>)
        [
            ("PORT", "0"), ("DATABASE_URL", store.Url), ("DISCORD_TOKEN", "sandbox"), ("BRONX_Discord__ApiBaseAddress", $"{sandbox.ApiBaseAddress}/"),
            ("BRONX_Logging__Level", "None"),
        ])
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new BenchException("dotnet could not be started.");
        process.BeginOutputReadLine();
        return process;
    }
}
