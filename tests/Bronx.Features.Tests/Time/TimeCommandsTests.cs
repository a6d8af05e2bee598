using Bronx.Discord.Models;
using Bronx.Features.Time;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.Time;

public sealed class TimeCommandsTests
{
    private static readonly User Ana = Calls.Person(1001);

    /// <summary>11:00 UTC, in winter.</summary>
    private static readonly DateTimeOffset Then = new(2026, 3, 2, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ATimeIsReadAndShown_InTheZoneThatIsChosen()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        Assert.Contains("**11:00, Monday** in UTC", await NowAsync(store), StringComparison.Ordinal);
        Assert.Contains($"<t:{Then.AddHours(7).ToUnixTimeSeconds()}:f>", await WhenAsync(store, "18:00"), StringComparison.Ordinal);

        await store.Options.ChangeAsync(Ana.Id, new Dictionary<string, string?> { ["time.zone"] = "New York" }, new OptionCause(Ana.Id, "test"), default);
        Assert.Contains("**06:00, Monday** for you (America/New_York)", await NowAsync(store), StringComparison.Ordinal);
        Assert.Contains($"<t:{Then.AddHours(12).ToUnixTimeSeconds()}:f>", await WhenAsync(store, "18:00"), StringComparison.Ordinal);
        var there = await NowAsync(store, ("place", "Tokyo"));
        Assert.Contains("Tokyo: **20:00, Monday**, 14 h ahead of you", there, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoTimeOrPlace_IsRefusedWithAnExample()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        Assert.Contains("18:30", await WhenAsync(store, "soon `@everyone`"), StringComparison.Ordinal);
        Assert.Contains("Berlin", await NowAsync(store, ("place", "atlantis")), StringComparison.Ordinal);
    }

    private static Task<string> NowAsync(OpenStore store, params (string, object)[] arguments) => TextAsync(
        new TimeCommand(store.Options).RunAsync(Calls.Command(TimeCommand.Definition, Ana, 1, Then, arguments: arguments), default));

    private static Task<string> WhenAsync(OpenStore store, string time) => TextAsync(
        new WhenCommand(store.Options).RunAsync(Calls.Command(WhenCommand.Definition, Ana, 1, Then, arguments: ("time", time)), default));

    private static async Task<string> TextAsync(ValueTask<CommandOutcome> running) => await running switch
    {
        CommandOutcome.Replied replied => replied.Reply.Embeds[0].Description!,
        CommandOutcome.Refused refused => refused.Reply.Embeds[0].Description!,
        var other => throw new InvalidOperationException(other.GetType().Name),
    };
}
