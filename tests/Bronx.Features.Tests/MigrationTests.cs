using Bronx.Platform;
using Bronx.Platform.Configuration;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Testing.Servers;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Features.Tests;

/// <summary>Every version there ever was comes up to today's.</summary>
public sealed class MigrationTests(PostgresServer postgres)
{
    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task FromEveryEarlierVersion_TheSchemaBecomesTodays(DatabaseEngine engine)
    {
        var today = Sets();
        var expected = await SchemaAsync(engine, today);
        Assert.NotEmpty(expected);
        for (var version = 0; version < today.Max(set => set.Steps.Count); version++)
        {
            // A slice of that time had its first steps, or was not there yet.
            IReadOnlyList<MigrationSet> earlier = [.. today.Select(set => set with { Steps = [.. set.Steps.Take(version)] }).Where(set => set.Steps.Count > 0)];
            Assert.Equal(expected, await SchemaAsync(engine, earlier, today));
        }
    }

    private static MigrationSet[] Sets()
    {
        var services = new ServiceCollection().AddPlatform(new SettingsCatalogue(), new ConfigurationBuilder().Build(), FeatureList.All);
        return [Ledger.Migrations, UsageTracker.Migrations, .. services.Select(service => service.ImplementationInstance).OfType<MigrationSet>()];
    }

    /// <summary>Tables, columns and indexes after opening with each of the versions in turn.</summary>
    private async Task<IReadOnlyList<string>> SchemaAsync(DatabaseEngine engine, params IReadOnlyList<MigrationSet>[] versions)
    {
        var folder = Directory.CreateTempSubdirectory("bronx-migrations-");
        try
        {
            var options = new StorageOptions { DataDirectory = folder.FullName, DatabaseUrl = engine == DatabaseEngine.Postgres ? await postgres.NewDatabaseAsync() : null, PoolMin = 0, PoolMax = 5 };
            foreach (var version in versions.SkipLast(1))
            {
                await (await Database.OpenAsync(options, version, TimeProvider.System, NullLoggerFactory.Instance, default)).DisposeAsync();
            }

            await using var database = await Database.OpenAsync(options, versions[^1], TimeProvider.System, NullLoggerFactory.Instance, default);
            return await database.ReadAsync<IReadOnlyList<string>>(
                async connection => [.. await connection.QueryAsync<string>(engine == DatabaseEngine.Sqlite
                    ? "SELECT m.name || ' ' || coalesce(c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk, '') FROM sqlite_master m LEFT JOIN pragma_table_info(m.name) c WHERE m.name NOT LIKE 'sqlite_%' ORDER BY 1"
                    : "SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns WHERE table_schema = current_schema() " +
                      "UNION ALL SELECT indexname || ' ' || indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1")],
                default);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
