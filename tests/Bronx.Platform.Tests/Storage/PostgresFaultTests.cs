using Bronx.Platform.Storage;
using Bronx.Platform.Tests.Commands;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Platform.Tests.Storage;

public sealed class PostgresFaultTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("postgres://bronx:geheim@localhost:notaport/bronx")]
    [InlineData("mysql://bronx:geheim@localhost/bronx")]
    [InlineData("postgres://bronx:geheim@localhost")]
    [InlineData("geheim")]
    public async Task AnUnreadableAddress_IsExplainedWithoutItsPassword(string address)
    {
        var refusal = await Assert.ThrowsAsync<StorageException>(() => OpenAsync(address));
        Assert.Contains("It should look like postgres://", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatIsNotThere_IsNamed()
    {
        var refusal = await Assert.ThrowsAsync<StorageException>(() => OpenAsync("postgres://bronx:geheim@127.0.0.1:1/bronx"));
        Assert.Contains("127.0.0.1:1 cannot be reached", refusal.Message, StringComparison.Ordinal);
        Assert.True(refusal.Transient);
    }

    [Fact]
    public async Task ADatabaseThatDoesNotExist_IsNamedWithTheRemedy()
    {
        await postgres.StartAsync();
        var refusal = await Assert.ThrowsAsync<StorageException>(() => OpenAsync(postgres.AddressOf("nosuch")));
        Assert.Contains("createdb nosuch", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAddressWithEverything_IsRead()
    {
        var settings = PostgresUrl.Parse(new StorageOptions { DatabaseUrl = "postgresql://us%40er:pa%3Ass@db.example:6543/na%20me?sslmode=require", PoolMin = 5, PoolMax = 50 });
        Assert.Equal(("db.example", 6543, "us@er", "pa:ss", "na me"), (settings.Host, settings.Port, settings.Username, settings.Password, settings.Database));
        Assert.Equal((5, 50, Npgsql.SslMode.Require), (settings.MinPoolSize, settings.MaxPoolSize, settings.SslMode));
    }

    [Fact]
    public async Task ReadsAndWrites_SurviveARestartOfTheServer()
    {
        await using var server = new PostgresServer();
        await using var database = await OpenAsync(await server.NewDatabaseAsync());
        await database.WriteAsync((c, t) => c.ExecuteAsync("CREATE TABLE notes (text text)", transaction: t), Cancel);
        await server.CrashAsync();
        Assert.False((await database.CheckAsync(Cancel)).IsHealthy);
        await server.StartAsync();
        Assert.Equal(0, await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM notes"), Cancel));
        Assert.Equal(1, await database.WriteAsync((c, t) => c.ExecuteAsync("INSERT INTO notes VALUES ('after')", transaction: t), Cancel));
    }

    [Fact]
    public async Task AServerThatGoesAway_IsSaidOnce_AndItsReturnOnce()
    {
        await using var server = new PostgresServer();
        using var logs = new CapturedLogs();
        using var factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddProvider(logs));
        await using var database = await OpenAsync(await server.NewDatabaseAsync(), factory);
        for (var outage = 1; outage <= 2; outage++)
        {
            await server.CrashAsync();
            await Assert.ThrowsAsync<StorageException>(() => Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OneAsync(database))));
            Assert.False((await database.CheckAsync(Cancel)).IsHealthy);
            await server.StartAsync();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OneAsync(database)));
            var warnings = logs.Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal)).ToArray();
            Assert.Equal(2 * outage, warnings.Length);
            Assert.Contains("asked again until it answers", warnings[^2], StringComparison.Ordinal);
            Assert.StartsWith("Warning: PostgreSQL answers again", warnings[^1], StringComparison.Ordinal);
        }

        Assert.Contains(logs.Lines, line => line.StartsWith("Debug", StringComparison.Ordinal) && line.Contains("Trying again (5)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(31_000, 1)]
    public async Task AServerThatHangs_IsNotAskedAgainByWhoHasWaitedLong(int milliseconds, int attempts)
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, postgres);
        var clock = new HeldClock();
        await using var database = await Database.OpenAsync(place.Options, [], clock, NullLoggerFactory.Instance, Cancel);
        var asked = 0;
        var reading = database.ReadAsync<int>(
            _ =>
            {
                asked++;
                clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
                throw new Npgsql.NpgsqlException("Exception while reading from stream", new TimeoutException());
            },
            Cancel);
        while (!reading.IsCompleted)
        {
            // Only while it pauses: nothing else may seem to take time.
            clock.Advance(clock.ArmedTimers > 0 ? TimeSpan.FromMilliseconds(50) : TimeSpan.Zero);
            await Task.Yield();
        }

        await Assert.ThrowsAsync<StorageException>(() => reading);
        Assert.Equal(attempts, asked);
    }

    private static Task<int> OneAsync(Database database) => database.ReadAsync(c => c.ExecuteScalarAsync<int>("SELECT 1"), Cancel);

    private static Task<Database> OpenAsync(string address, ILoggerFactory? logs = null) => Database.OpenAsync(
        new StorageOptions { DatabaseUrl = address, PoolMin = 0, PoolMax = 5 }, [], TimeProvider.System, logs ?? NullLoggerFactory.Instance, Cancel);
}
