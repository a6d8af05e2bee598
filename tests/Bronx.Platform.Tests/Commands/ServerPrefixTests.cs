using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.People;

namespace Bronx.Platform.Tests.Commands;

public sealed class ServerPrefixTests
{
    private static readonly OptionCause Cause = new(TestWorld.Ada.Id, "test");

    [Fact]
    public async Task AServersPrefix_CountsAtOnce_AndTheOldOneNoMore()
    {
        await using var bench = CommandBench.With(slice => slice.Command<SetListCommand>());
        await ChooseAsync(bench, "b!");
        await bench.SayAsync("B!set list");
        await bench.SayAsync(".set list");
        Assert.Single(bench.Wire.All);
        Assert.Equal("b!", (await ChosenAsync(bench)).Get(ServerPrefix.Choice));
    }

    [Fact]
    public async Task AMentionWorksWhateverThePrefix_AndTellsIt()
    {
        await using var bench = CommandBench.With(slice => slice.Command<SetListCommand>());
        await ChooseAsync(bench, "?");
        await bench.SayAsync($"<@{TestWorld.Bot.Id}> set list");
        Assert.Single(bench.Wire.All);
        await bench.SayAsync($"<@{TestWorld.Bot.Id}>");
        Assert.Contains("`?help`", bench.Wire.Last.Draft!.Embeds![0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADirectMessageKeepsTheInstallationsPrefix()
    {
        await using var bench = CommandBench.With(slice => slice.Command<SetListCommand>());
        await ChooseAsync(bench, "?");
        await bench.SayAsync(".set list", but: message => message with { GuildId = null, Member = null });
        Assert.Single(bench.Wire.All);
    }

    [Theory]
    [InlineData("!")]
    [InlineData("b!")]
    [InlineData("=>")]
    [InlineData("none")]
    public void WhatCanBeAPrefix_IsTaken(string prefix) => Assert.True(ServerPrefix.Choice.TryNormalize(prefix, out _, out _));

    [Theory]
    [InlineData("/", "slash")]
    [InlineData("@!", "mentions")]
    [InlineData("<", "mentions")]
    [InlineData(":", "emoji")]
    [InlineData("`", "shows")]
    [InlineData("a b", "spaces")]
    [InlineData("hey", "word")]
    [InlineData("5", "word")]
    [InlineData("toolong!", "at most 3")]
    public void AConflictIsExplained(string prefix, string why)
    {
        Assert.False(ServerPrefix.Choice.TryNormalize(prefix, out _, out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AUsualPrefix_IsAllowedWithAWarning()
    {
        Assert.Contains("other", ServerPrefix.Choice.Caution("!"), StringComparison.OrdinalIgnoreCase);
        Assert.Null(ServerPrefix.Choice.Caution("b!"));
    }

    [Fact]
    public async Task WhoDoesNotWantToBeCounted_IsCountedWithoutAName()
    {
        await using var bench = CommandBench.With(slice => slice.Command<SetListCommand>().Gate<NamingGate>());
        await bench.SayAsync(".set list");
        Assert.Equal(TestWorld.Ada.Id, bench.Uses[^1].User);

        await bench.Get<OptionBook>().ChangeAsync(TestWorld.Ada.Id, new Dictionary<string, string?> { ["privacy.tracking"] = "off" }, Cause, default);
        await bench.SayAsync(".set list");
        Assert.Equal(2, bench.Uses.Count);
        Assert.Null(bench.Uses[^1].User);
    }

    private static async Task ChooseAsync(CommandBench bench, string prefix) => Assert.IsType<OptionChangeOutcome.Changed>(
        await bench.Get<OptionBook>().ChangeAsync(TestWorld.Guild, new Dictionary<string, string?> { [ServerPrefix.Choice.Key] = prefix }, Cause, default));

    private static ValueTask<OptionValues> ChosenAsync(CommandBench bench) => bench.Get<OptionBook>().OfAsync((OptionTarget)TestWorld.Guild, default);

    /// <summary>As the Terms gate does for people who accepted.</summary>
    private sealed class NamingGate : Gate
    {
        public override GateSlot Slot => GateSlot.Terms;

        public override ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct)
        {
            request.MayRecord = true;
            return new((CommandOutcome.Refused?)null);
        }
    }
}
