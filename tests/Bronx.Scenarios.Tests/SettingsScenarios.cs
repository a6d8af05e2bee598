using Bronx.Discord.Models;
using Bronx.Platform.Options;
using Bronx.Sandbox;
using Bronx.Scenarios.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests;

/// <summary>Settings by command: seen, changed, logged, carried elsewhere and taken back.</summary>
public sealed class SettingsScenarios
{
    [Fact]
    public async Task ASettingIsChangedByName_Obeyed_Logged_AndTakenBack()
    {
        await using var bot = await RunningBot.StartAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        var changed = await bot.SayAsync(owner, ".settings set server.prefix b!", "Changed");
        Assert.Contains("Prefix: as usual → **`b!`**", changed.Text, StringComparison.Ordinal);
        Assert.Contains("Pong", (await bot.SayAsync(owner, "b!ping", "Pong")).Text, StringComparison.Ordinal);
        Assert.Contains("`b!`", (await bot.SayAsync(owner, "b!help", "What I can do")).Text, StringComparison.Ordinal);

        await bot.SayAsync(owner, "b!settings set moderation.log staff-room", "Changed");
        var log = await bot.SayAsync(owner, "b!settings log", "What changed");
        Assert.Contains(owner.Mention, log.Text, StringComparison.Ordinal);
        Assert.Contains("as usual → **`b!`**", log.Text, StringComparison.Ordinal);
        Assert.Contains("by settings command", log.Text, StringComparison.Ordinal);

        var undone = await bot.SayAsync(owner, "b!settings undo", "is taken back");
        Assert.Contains("Log channel", undone.Text, StringComparison.Ordinal);
        await bot.PressAsync(owner, changed, "Undo");
        Assert.Contains("Pong", (await bot.SayAsync(owner, ".ping", "Pong")).Text, StringComparison.Ordinal);
        Assert.True(Values(bot).IsDefault);
    }

    [Fact]
    public async Task WhoMovesOrEndsTheAlerts_IsHeardOfWhereTheyWere()
    {
        await using var bot = await RunningBot.StartAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        await bot.SayAsync(owner, ".settings set alerts.channel staff-room", "Changed");
        await HearsAsync("staff-room", "Alerts channel: none → ");
        await bot.SayAsync(owner, ".settings set alerts.channel music", "Changed");
        await HearsAsync("music", "Alerts channel: ");
        await HearsAsync("staff-room", $"Alerts channel: <#{bot.Sandbox.World.ChannelId("staff-room")}> → ");
        await bot.SayAsync(owner, ".settings reset alerts.channel", "Back to the default");
        await HearsAsync("music", "→ **none**");

        Task HearsAsync(string channel, string what) => bot.UntilAsync(() => owner.Read(channel).Any(message => message.Text.Contains(what, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WhatCannotBe_IsRefusedInWords()
    {
        await using var bot = await RunningBot.StartAsync();
        var (owner, member) = (await bot.WithTermsAcceptedAsync("owner"), await bot.WithTermsAcceptedAsync("member"));
        (string Typed, string Answer)[] wrong =
        [
            ("server.prefx b!", "did you mean `server.prefix`"),
            ("server.prefix /", "slash commands"),
            ("welcome.channel nowhere", "name one channel"),
            ("welcome.channel Back porch", "channel"),
            ("welcome.channel old-notices", "I lack Send Messages"),
            ("autorole.roles Counter Crew", "can moderate or manage"),
            ("autorole.roles @everyone", "everybody has @everyone already"),
            ("features.economy perhaps", "`on` or `off`"),
        ];
        foreach (var (typed, answer) in wrong)
        {
            Assert.Contains(answer, (await bot.SayAsync(owner, ".settings set " + typed, "Nothing was changed")).Text, StringComparison.Ordinal);
        }

        Assert.Contains("Manage Server", (await bot.SayAsync(member, ".settings set server.prefix b!")).Text, StringComparison.Ordinal);
        Assert.True(Values(bot).IsDefault);
    }

    [Fact]
    public async Task KeysAreCompleted_AndAPersonsOwnAreTheirs()
    {
        await using var bot = await RunningBot.StartAsync();
        var (owner, member) = (await bot.WithTermsAcceptedAsync("owner"), await bot.WithTermsAcceptedAsync("member"));
        var completed = await bot.DuringAsync((await owner.CompleteAsync("general", "settings set", ("key", "prefix"))).AnswerAsync());
        Assert.Contains(completed.Choices, choice => choice.Value.GetString() == "server.prefix");

        await bot.SayAsync(member, ".settings me set privacy.leaderboards off", "Changed");
        Assert.Contains("Leaderboards: **off**", (await bot.SayAsync(member, ".settings me view privacy")).Text, StringComparison.Ordinal);
        Assert.Contains("Leaderboards: on", (await bot.SayAsync(owner, ".settings me view privacy")).Text, StringComparison.Ordinal);
        Assert.Contains("did you mean", (await bot.SayAsync(member, ".settings me set privacy.leaderboard off")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnExportComesBackInElsewhere_AfterAYesToTheExactDifference()
    {
        await using var bot = await RunningBot.StartAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        await bot.SayAsync(owner, ".settings set server.prefix b!", "Changed");
        await bot.SayAsync(owner, "b!settings set features.gambling off", "Changed");
        var export = await bot.SayAsync(owner, "b!settings export", "Here are the settings");
        var file = export.Json.GetProperty("attachments")[0];
        using var http = new HttpClient();
        var document = await bot.DuringAsync(http.GetStringAsync(new Uri(file.GetProperty("url").GetString()!)));
        Assert.Contains("\"prefix\": \"b!\"", document, StringComparison.Ordinal);

        var reset = await bot.SayAsync(owner, "b!settings reset server", "Back to the default");
        Assert.Contains("Prefix", reset.Text, StringComparison.Ordinal);
        await bot.SayAsync(owner, ".settings set welcome.channel general", "Changed");
        var question = await bot.SayAsync(owner, ".settings import ```json\n" + document + "\n```", "Change 2 settings?");
        Assert.Contains("Prefix: as usual → **`b!`**", question.Text, StringComparison.Ordinal);
        Assert.Contains("Welcome channel", question.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Gambling", question.Text, StringComparison.Ordinal);

        var nosy = await bot.PressAsync(await bot.WithTermsAcceptedAsync("odell"), question, "Change them all");
        Assert.True(nosy.Message!.IsEphemeral);
        var done = await bot.PressAsync(owner, question, "Change them all");
        Assert.Contains("Taken in", done.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("Pong", (await bot.SayAsync(owner, "b!ping", "Pong")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json at all", "cannot be read as JSON")]
    [InlineData("""{"settings":1,"of":"server","parts":{"server":{"version":1,"values":{"prefix":"/"}}}}""", "slash commands")]
    [InlineData("""{"settings":1,"of":"server","parts":{"server":{"version":1,"values":{"prefix":"b!","prefix":"c!"}}}}""", "there twice")]
    [InlineData("""{"settings":1,"of":"server","parts":{"server":{"version":99,"values":{}}}}""", "newer version")]
    [InlineData("""{"settings":1,"of":"server","parts":{"server":{"version":1,"values":{"prefix":{"$ne":1}}}}}""", "texts in quotation marks")]
    [InlineData("""{"settings":1,"of":"server","parts":{"__proto__":{"version":1,"values":{}}}}""", "no such part")]
    [InlineData("""{"settings":1,"of":"server","parts":{"autorole":{"version":1,"values":{"roles":"1"}}}}""", "there is no such role")]
    [InlineData("""{"settings":1,"of":"person","parts":{}}""", "no export of the settings of a server")]
    [InlineData("""{"settings":1e99,"of":"server","parts":{}}""", "no export of settings")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "cannot be read as JSON")]
    public async Task AHostileDocument_ChangesNothing(string document, string answer)
    {
        await using var bot = await RunningBot.StartAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        var refused = await bot.SayAsync(owner, ".settings import " + document, "Nothing was changed");
        Assert.Contains(answer, refused.Text, StringComparison.Ordinal);
        Assert.Empty(refused.Controls);
        Assert.True(Values(bot).IsDefault);
        Assert.Empty(bot.Captured.Errors);
    }

    private static OptionValues Values(RunningBot bot) =>
        bot.App.Services.GetRequiredService<OptionBook>().Of(new GuildId(bot.Sandbox.World.GuildIds[0].Value));
}
