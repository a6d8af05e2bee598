using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Economy.Choices;
using Bronx.Features.Economy.Privacy;
using Bronx.Platform.Options;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Features.Tests.Economy;

public sealed class PrivacyMoveTests
{
    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task WhatPeopleChoseBefore_CountsAfterTheUpdate(DatabaseEngine engine)
    {
        var (clock, folder) = (new HeldClock(), Directory.CreateTempSubdirectory("bronx-privacy-"));
        var postgres = engine == DatabaseEngine.Postgres ? await TestContext.Current.GetFixture<PostgresServer>() : null;
        var storage = new StorageOptions { DataDirectory = folder.FullName, DatabaseUrl = postgres is null ? null : await postgres.NewDatabaseAsync(), PoolMin = 0, PoolMax = 4 };
        await using (var before = await Database.OpenAsync(storage, [OptionStore.Migrations, EconomyMigrations.All], clock, NullLoggerFactory.Instance, default))
        {
            await before.WriteAsync(
                (connection, transaction) => connection.ExecuteAsync(
                    "INSERT INTO economy_privacy (user_id, listed, robbing, robbing_since_ms) VALUES (1, 0, 1, 0), (2, 1, 0, 5000), (3, 0, 0, 6000), (4, 1, 1, 7000), (5, 1, 1, 0)",
                    transaction: transaction),
                default);
        }

        await using (var after = await Database.OpenAsync(storage, [OptionStore.Migrations, EconomyMigrations.All, PrivacyMigrations.All], clock, NullLoggerFactory.Instance, default))
        {
            var book = new OptionBook(new OptionCatalogue([CoinChoices.Purse, PersonChoices.Privacy]), new OptionStore(after, clock), new OptionRelay(after));
            var privacy = new PrivacyBook(book);
            async Task<(bool Listed, bool Robbing, long Since)> OfAsync(ulong person) =>
                await privacy.OfAsync(new UserId(person), default) is var chosen ? (chosen.Listed, chosen.Robbing, chosen.RobbingSince.ToUnixTimeMilliseconds()) : default;
            Assert.Equal((false, true, 0), await OfAsync(1));
            Assert.Equal((true, false, 5000), await OfAsync(2));
            Assert.Equal((false, false, 6000), await OfAsync(3));
            Assert.Equal((true, true, 7000), await OfAsync(4));
            Assert.Equal((true, true, 0), await OfAsync(5));
        }

        folder.Delete(recursive: true);
    }
}
