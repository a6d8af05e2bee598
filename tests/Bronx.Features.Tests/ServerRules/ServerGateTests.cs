using Bronx.Discord.Models;
using Bronx.Features.Economy.Balance;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Limits;
using Bronx.Features.Gambling.Slots;
using Bronx.Features.General;
using Bronx.Features.ServerRules;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.Tests.ServerRules;

public sealed class ServerGateTests
{
    private static readonly User Ana = Calls.Person(1001);

    private static GateRequest Request(CommandDefinition command, CommandForm form = CommandForm.Slash, ChannelId? channel = null, Permissions? may = null, bool isUse = true, bool isOwner = false) => new()
    {
        Command = command,
        Form = form,
        Caller = Ana,
        Member = new Member { Permissions = may ?? Permissions.SendMessages },
        Guild = Town.Guild,
        Channel = channel ?? Town.General,
        EventId = 1,
        IsUse = isUse,
        IsOwner = isOwner,
        Prefix = ".",
    };

    [Theory]
    [InlineData("features.economy", true)]
    [InlineData("features.gambling", false)]
    public async Task WhatIsSwitchedOff_IsRefusedInWordsAndTheRestWorks(string key, bool coinsToo)
    {
        await using var town = await Town.OpenAsync();
        var gate = town.Get<ServerGate>();
        var off = SlotsCommand.Definition;
        Assert.Null(await gate.CheckAsync(Request(off), default));
        await town.ChooseAsync((key, "off"));
        var refused = await gate.CheckAsync(Request(off), default);
        Assert.Equal(Refusal.SwitchedOff, refused!.Why);
        Assert.Contains("switched off on this server", refused.Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Contains($"/settings set {key} on", (await gate.CheckAsync(Request(off, may: Permissions.ManageGuild), default))!.Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal(coinsToo, await gate.CheckAsync(Request(BalanceCommand.Definition), default) is { Why: Refusal.SwitchedOff });
        Assert.Null(await gate.CheckAsync(Request(PingCommand.Definition), default));
        Assert.Null(await gate.CheckAsync(Request(LimitsShowCommand.Definition), default));
        Assert.Null(await gate.CheckAsync(Request(FairShowCommand.Definition), default));
        Assert.Null(await gate.CheckAsync(Request(off, CommandForm.Component, isUse: false), default));
        Assert.NotNull(await gate.CheckAsync(Request(off, CommandForm.Prefix), default));
    }

    [Theory]
    [InlineData("500", 500, true)]
    [InlineData("500", 501, false)]
    [InlineData("600", 503, true)]
    [InlineData("600", 504, true)]
    [InlineData("503", 504, true)]
    public async Task IgnoredChannels_AreSilentForMessagesAndExplainedOtherwise(string ignored, ulong channel, bool silent)
    {
        await using var town = await Town.OpenAsync(("channels.ignored", ignored));
        var gate = town.Get<ServerGate>();
        var here = new ChannelId(channel);
        var message = await gate.CheckAsync(Request(PingCommand.Definition, CommandForm.Prefix, here), default);
        var slash = await gate.CheckAsync(Request(PingCommand.Definition, CommandForm.Slash, here), default);
        Assert.Equal(silent, message is not null && ReferenceEquals(message.Reply, Reply.Silence));
        Assert.Equal(silent, slash is { Reply.Embeds: [{ } embed] } && embed.Description!.Contains("keep silent", StringComparison.Ordinal));
        Assert.Equal(!silent, gate.MayBeHelped(Town.Guild, here, Ana, new Member()));
        Assert.Null(await gate.CheckAsync(Request(PingCommand.Definition, CommandForm.Prefix, here, Permissions.ManageGuild), default));
        Assert.Null(await gate.CheckAsync(Request(PingCommand.Definition, CommandForm.Prefix, here, isOwner: true), default));
        Assert.True(gate.MayBeHelped(Town.Guild, here, Ana, new Member { Permissions = Permissions.Administrator }));
        Assert.True(gate.MayBeHelped(null, here, Ana, null));
    }

    [Fact]
    public async Task EverySwitch_SwitchesCommandsThatExist()
    {
        await using var town = await Town.OpenAsync();
        var categories = town.Get<CommandRegistry>().Commands.Select(command => command.Category).ToHashSet(StringComparer.Ordinal);
        Assert.All(FeatureSwitches.All.Keys, category => Assert.Contains(category, categories));
        Assert.Equal(ServerChoices.Features.Options, FeatureSwitches.All.Values.SelectMany(needed => needed).Distinct());
    }

    [Fact]
    public async Task TheLog_TellsARushInAFewMessages()
    {
        await using var town = await Town.OpenAsync(("moderation.log", "502"));
        for (var number = 0; number < 200; number++)
        {
            town.Get<ServerLog>().Note(Town.Guild, new Embed { Title = "Note", Description = $"{number}" });
        }

        Assert.Contains("more notes", await town.NextWhilePassingAsync("send #502 …and", TimeSpan.FromMilliseconds(100)), StringComparison.Ordinal);
        Assert.InRange(town.All.Count, 2, 8);
    }

    [Fact]
    public async Task TheLog_SaysOfEachMatterOnceADay()
    {
        await using var town = await Town.OpenAsync(("moderation.log", "502"));
        var log = town.Get<ServerLog>();
        void Tell(string matter) => log.NoteOnce(Town.Guild, matter, ServerTexts.Missing(matter, "something"));
        Tell("one");
        await town.NextAsync("send #502 [I could not one]");
        Tell("one");
        Tell("two");
        await town.NextWhilePassingAsync("send #502 [I could not two]", TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, town.All.Count);
        town.Clock.Advance(ServerLog.OnceIn);
        Tell("one");
        await town.NextWhilePassingAsync("send #502 [I could not one]", TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task WithoutALogChannel_NothingIsWritten()
    {
        await using var town = await Town.OpenAsync();
        town.Get<ServerLog>().NoteOnce(Town.Guild, "one", new Embed { Title = "lost" });
        await town.ChooseAsync(("moderation.log", "502"));
        town.Get<ServerLog>().NoteOnce(Town.Guild, "one", new Embed { Title = "kept" });
        Assert.Equal("send #502 [kept] ", await town.NextAsync("send"));
        Assert.Single(town.All);
    }
}
