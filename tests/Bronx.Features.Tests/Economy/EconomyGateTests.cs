using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Economy.Balance;
using Bronx.Features.Economy.Owner;
using Bronx.Features.General;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.Tests.Economy;

public sealed class EconomyGateTests
{
    private static readonly User Ana = Calls.Person(1001);

    [Theory]
    [InlineData(CommandForm.Prefix)]
    [InlineData(CommandForm.Slash)]
    [InlineData(CommandForm.Component)]
    public async Task SwitchedOff_StopsEveryFormInThatServerAlone(CommandForm form)
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        var gate = new EconomyGate(store.Options);
        var request = Calls.Request(BalanceCommand.Definition, Ana, form);
        Assert.Null(await gate.CheckAsync(request, default));

        await store.Options.ChangeAsync(Calls.Server, new Dictionary<string, string?> { [EconomyOptions.On.Key] = "off" }, new OptionCause(Ana.Id, "test"), default);

        Assert.Equal(Refusal.RuleOfTheGame, (await gate.CheckAsync(request, default))!.Why);
        Assert.Null(await gate.CheckAsync(Calls.Request(GrantCommand.Definition, Ana, form), default));
        Assert.Null(await gate.CheckAsync(Calls.Request(PingCommand.Definition, Ana, form), default));
        Assert.Equal(OptionValues.Defaults, store.Options.Of(new GuildId(401)));
    }
}
