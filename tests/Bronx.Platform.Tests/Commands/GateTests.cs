using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Tests.Commands;

public class GateTests
{
    private static void All(FeatureRegistration slice) => slice.Command<ScriptedCommand>().Command<WorkCommand>().Command<BanCommand>().Command<OwnerCommand>().Component<ScriptedButton>();

    [Fact]
    public async Task Cooldown_BeginsWithTheRunAndEndsOnTime()
    {
        await using var bench = CommandBench.With(All);
        await bench.SayAsync(".work");
        await bench.SayAsync(".work");
        Assert.Contains("ready again in 1 h", bench.Wire.Last.Text, StringComparison.Ordinal);
        Assert.Equal("OnCooldown", bench.Uses[^1].Kind);
        await bench.SayAsync(".work", TestWorld.Ben);
        Assert.Equal("worked", bench.Wire.Last.Text);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.SayAsync(".work");
        Assert.Equal("worked", bench.Wire.Last.Text);
    }

    [Fact]
    public async Task Cooldown_IsNotSpentOnAWrongArgument()
    {
        await using var bench = CommandBench.With(All);
        await bench.SayAsync(".work too much");
        await bench.SayAsync(".work");
        Assert.Equal("worked", bench.Wire.Last.Text);
    }

    [Fact]
    public async Task Cooldown_OutlivesARestartWhereItSaysSo()
    {
        await using var bench = CommandBench.With(All);
        await bench.SayAsync(".work");
        var again = bench.Restarted(All);
        await again.SayAsync(".work");
        Assert.Contains("ready again", again.Wire.Only.Text, StringComparison.Ordinal);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await again.SayAsync(".work");
        Assert.Equal("worked", again.Wire.Last.Text);
    }

    [Fact]
    public async Task CallerWithoutThePermission_IsToldWhichOne()
    {
        await using var bench = CommandBench.With(All);
        await bench.SayAsync(".ban");
        Assert.Contains("**Ban Members**", bench.Wire.Last.Text, StringComparison.Ordinal);
        Assert.Equal("NotAllowed", bench.Uses[^1].Kind);
    }

    [Fact]
    public async Task BotWithoutThePermission_SaysSoBeforeDiscordDoes()
    {
        await using var bench = CommandBench.With(All);
        bench.World.Allowed[TestWorld.Ada.Id] = TestWorld.Ordinary | Permissions.BanMembers;
        await bench.SayAsync(".ban");
        Assert.Contains("I need the permission **Ban Members**", bench.Wire.Last.Text, StringComparison.Ordinal);
        bench.World.Own = TestWorld.Ordinary | Permissions.Administrator;
        await bench.SayAsync(".ban");
        Assert.Equal("banned", bench.Wire.Last.Text);
    }

    [Fact]
    public async Task ServerCommand_IsRefusedInADirectMessage()
    {
        await using var bench = CommandBench.With(All);
        await bench.SayAsync(".ban", but: message => message with { GuildId = null, Member = null });
        Assert.Equal("OnlyInServers", Assert.Single(bench.Uses).Kind);
    }

    [Fact]
    public async Task OwnerCommand_ObeysConfiguredOwnersOnly()
    {
        await using var bench = CommandBench.With(All, ("Commands:Owners", TestWorld.Ben.Id.ToString()));
        await bench.SayAsync(".restart");
        Assert.Equal("OwnersOnly", bench.Uses[^1].Kind);
        await bench.SayAsync(".restart", TestWorld.Ben);
        Assert.Equal("restarting", bench.Wire.Last.Text);

        await using var ownerless = CommandBench.With(All);
        await ownerless.SayAsync(".restart", TestWorld.Ben);
        Assert.Equal("OwnersOnly", Assert.Single(ownerless.Uses).Kind);
    }

    [Fact]
    public async Task Gates_StandInTheirFixedOrder_AndTheFirstRefusalWins()
    {
        await using var bench = CommandBench.With(slice => slice.Command<OwnerCommand>().Gate<StrictTerms>().Gate<Closed>());
        await bench.SayAsync(".restart");
        Assert.Equal("Blacklisted", Assert.Single(bench.Uses).Kind);
        bench.Get<Closed>().IsOpen = true;
        await bench.SayAsync(".restart");
        Assert.Equal("TermsNotAccepted", bench.Uses[^1].Kind);
        bench.Get<StrictTerms>().Accepted = true;
        await bench.SayAsync(".restart");
        Assert.Equal(("OwnersOnly", (UserId?)TestWorld.Ada.Id), (bench.Uses[^1].Kind, bench.Uses[^1].User));
    }

    [Fact]
    public async Task Gates_StandBeforeComponentsToo()
    {
        await using var bench = CommandBench.With(slice => slice.Command<ScriptedCommand>().Component<ScriptedButton>().Gate<StrictTerms>());
        await bench.PressAsync(ComponentId.For("play.again", TestWorld.Ada.Id));
        Assert.Equal(("TermsNotAccepted", CommandForm.Component, "play"), (bench.Uses.Single().Kind, bench.Uses.Single().Form, bench.Uses.Single().Command));
        Assert.True(bench.Wire.Only.Ephemeral);
    }

    [Fact]
    public async Task BrokenGate_LetsNothingThrough()
    {
        await using var bench = CommandBench.With(slice => slice.Command<ScriptedCommand>().Gate<Broken>());
        await bench.SayAsync(".play");
        Assert.Equal(0, bench.Get<ScriptedCommand>().Runs);
        Assert.Equal(CommandEnd.Failed, Assert.Single(bench.Uses).End);
    }

    private sealed class StrictTerms : Gate
    {
        public bool Accepted { get; set; }

        public override GateSlot Slot => GateSlot.Terms;

        public override ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct)
        {
            request.MayRecord = Accepted;
            return ValueTask.FromResult(Accepted ? null : new CommandOutcome.Refused(Refusal.TermsNotAccepted, Reply.Of("accept first")));
        }
    }

    private sealed class Closed : Gate
    {
        public bool IsOpen { get; set; }

        public override GateSlot Slot => GateSlot.Blacklist;

        public override ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct) =>
            ValueTask.FromResult(IsOpen ? null : new CommandOutcome.Refused(Refusal.Blacklisted, Reply.Of("no")));
    }

    private sealed class Broken : Gate
    {
        public override GateSlot Slot => GateSlot.Terms;

        public override ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct) => throw new InvalidOperationException("the store is gone");
    }
}
