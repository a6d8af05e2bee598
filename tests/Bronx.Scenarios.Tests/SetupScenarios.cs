using System.Net.Http.Headers;
using System.Net.Http.Json;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Sandbox;
using Bronx.Scenarios.Tests.Infrastructure;
using Bronx.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests;

/// <summary>The wizards, as people go through them.</summary>
public sealed class SetupScenarios
{
    [Fact]
    public async Task AServerIsSetUpBySlash_InSevenPresses_AndUndone()
    {
        await using var bot = await RunningBot.StartAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        var begun = await bot.SlashAsync(owner, "setup server");
        Assert.True(begun.Message!.IsEphemeral);
        Assert.Contains("Set up this server", begun.Message.Text, StringComparison.Ordinal);

        var card = await PressAsync(bot, owner, begun.Message, "Step by step ›");
        Assert.Contains("Step 1 of 6", card.Text, StringComparison.Ordinal);
        card = await SelectAsync(bot, owner, card, "Welcome channel", "welcome");
        card = await PressAsync(bot, owner, card, "Next ›");
        Assert.Contains("Step 2 of 6", card.Text, StringComparison.Ordinal);
        card = await SelectAsync(bot, owner, card, "Level", "low");
        card = await SelectAsync(bot, owner, card, "Log channel", "staff-room");
        card = await PressAsync(bot, owner, card, "Review");
        Assert.Contains("Welcome channel: none → ", card.Text, StringComparison.Ordinal);
        Assert.Contains("Level: Off → **Low**", card.Text, StringComparison.Ordinal);
        Assert.True(Values(bot).IsDefault);
        card = await PressAsync(bot, owner, card, "Apply");

        Assert.Contains("Your server is set up", card.Text, StringComparison.Ordinal);
        Assert.Equal($"{bot.Sandbox.World.ChannelId("welcome")}", Text(bot, "welcome.channel"));
        Assert.Equal("low", Text(bot, "automod.level"));

        card = await PressAsync(bot, owner, card, "Undo");
        Assert.Contains("is taken back", card.Text, StringComparison.Ordinal);
        Assert.True(Values(bot).IsDefault);
        Assert.Empty(bot.Captured.Errors);
    }

    [Fact]
    public async Task AServerIsSetUpByPrefix_WithEveryKindOfControl_AndObeysAtOnce()
    {
        await using var bot = await RunningBot.StartAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        var card = await bot.SayAsync(owner, ".setup server", "Set up this server");
        card = await PressAsync(bot, owner, card, "Step by step ›");
        card = await TypeAsync(bot, owner, card, "Welcome message …", "Hello {nobody}!");
        Assert.Contains("there is no `{nobody}`", card.Text, StringComparison.Ordinal);
        card = await TypeAsync(bot, owner, card, "Welcome message …", "Hello {name}, nice to see you!");
        Assert.Contains("Preview", card.Text, StringComparison.Ordinal);
        Assert.Contains("Hello Rosa, nice to see you!", card.Text, StringComparison.Ordinal);
        card = await PressAsync(bot, owner, card, "Notify the newcomer: on");
        Assert.Contains(card.Controls, control => control.Label == "Notify the newcomer: off");
        card = await PressAsync(bot, owner, card, "Skip");
        card = await PressAsync(bot, owner, card, "Next ›");
        card = await PressAsync(bot, owner, card, "Next ›");
        Assert.Contains("Step 4 of 6", card.Text, StringComparison.Ordinal);
        card = await TypeAsync(bot, owner, card, "Prefix …", "/");
        Assert.Contains("slash commands", card.Text, StringComparison.Ordinal);
        card = await TypeAsync(bot, owner, card, "Prefix …", "!");
        Assert.Contains("Many bots listen to `!`", card.Text, StringComparison.Ordinal);
        card = await PressAsync(bot, owner, card, "Next ›");
        card = await SelectAsync(bot, owner, card, "Roles for newcomers", "Counter Crew");
        Assert.Contains("can moderate or manage", card.Text, StringComparison.Ordinal);
        card = await SelectAsync(bot, owner, card, "Roles for newcomers", "Regular");
        card = await PressAsync(bot, owner, card, "Next ›");
        card = await SelectAsync(bot, owner, card, "Ignored channels", "music", "trading");
        card = await SelectAsync(bot, owner, card, "Alerts channel", "staff-room");
        card = await PressAsync(bot, owner, card, "Review ›");
        Assert.DoesNotContain("Welcome message", card.Text, StringComparison.Ordinal);
        card = await PressAsync(bot, owner, card, "Apply");
        Assert.Contains("Your server is set up", card.Text, StringComparison.Ordinal);

        Assert.Contains("Pong", (await bot.SayAsync(owner, "!ping", "Pong")).Text, StringComparison.Ordinal);
        Assert.Contains("Pong", (await bot.SayAsync(owner, $"<@{bot.App.Services.GetRequiredService<BotIdentity>().Self!.Id}> ping", "Pong")).Text, StringComparison.Ordinal);
        await bot.UntilAsync(() => owner.Read("staff-room").Any(message => message.Text.Contains("changed my settings by setup server", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task QuickSetup_IsOnePress_AndNeverOverwrites()
    {
        await using var bot = await RunningBot.StartAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        await bot.SayAsync(owner, ".settings set automod.level high", "Changed");
        var card = await bot.SayAsync(owner, ".setup server", "Quick setup");
        card = await PressAsync(bot, owner, card, "Quick setup");
        Assert.Contains("Your server is set up", card.Text, StringComparison.Ordinal);
        Assert.Equal($"{bot.Sandbox.World.ChannelId("welcome")}", Text(bot, "welcome.channel"));
        Assert.Equal("high", Text(bot, "automod.level"));
    }

    [Fact]
    public async Task ADraftSurvivesARestartAndNearlyADay_AndItsButtonsToo()
    {
        var folder = Directory.CreateTempSubdirectory("bronx-setup-").FullName;
        try
        {
            SeenMessage card;
            await using (var first = await RunningBot.StartAsync(folder))
            {
                var person = await first.WithTermsAcceptedAsync("owner");
                card = await first.SayAsync(person, ".setup server", "Set up this server");
                card = await PressAsync(first, person, card, "Step by step ›");
                card = await SelectAsync(first, person, card, "Welcome channel", "welcome");
            }

            await using var second = await RunningBot.StartAsync(folder, new HeldClock(HeldClock.DefaultStart.AddHours(23)));
            var owner = second.Sandbox.As("owner");
            card = await PressAsync(second, owner, card, "Next ›");
            Assert.Contains("Step 2 of 6", card.Text, StringComparison.Ordinal);
            card = await second.SayAsync(owner, ".setup server", "You left this");
            Assert.Contains("Step 2 of 6", card.Text, StringComparison.Ordinal);
            card = await PressAsync(second, owner, card, "Review");
            Assert.Contains("Welcome channel: none →", card.Text, StringComparison.Ordinal);

            card = await PressAsync(second, owner, card, "Apply");
            Assert.Contains("Your server is set up", card.Text, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task ASecondManagerIsTold_AndNobodyAppliesWhatTheyDidNotSee()
    {
        await using var bot = await RunningBot.StartAsync();
        var (owner, manager) = (await bot.WithTermsAcceptedAsync("owner"), await bot.WithTermsAcceptedAsync("odell"));
        var first = await bot.SayAsync(owner, ".setup server", "Set up this server");
        first = await PressAsync(bot, owner, first, "Step by step ›");
        first = await SelectAsync(bot, owner, first, "Welcome channel", "welcome");
        first = await PressAsync(bot, owner, first, "Review");

        var second = await bot.SayAsync(manager, ".setup server", "began a setup of this server too");
        Assert.Contains(owner.Mention, second.Text, StringComparison.Ordinal);
        second = await PressAsync(bot, manager, second, "Step by step ›");
        second = await SelectAsync(bot, manager, second, "Welcome channel", "general");
        second = await PressAsync(bot, manager, second, "Review");
        second = await PressAsync(bot, manager, second, "Apply");
        Assert.Contains("Your server is set up", second.Text, StringComparison.Ordinal);

        first = await PressAsync(bot, owner, first, "Apply");
        Assert.Contains("Something changed in the meantime", first.Text, StringComparison.Ordinal);
        Assert.Equal($"{bot.Sandbox.World.ChannelId("general")}", Text(bot, "welcome.channel"));
        first = await PressAsync(bot, owner, first, "Apply");
        Assert.Contains("Your server is set up", first.Text, StringComparison.Ordinal);
        Assert.Equal($"{bot.Sandbox.World.ChannelId("welcome")}", Text(bot, "welcome.channel"));
    }

    [Fact]
    public async Task OnlyTheOneWhoBeganMayPress_AndOnlyManagersBegin()
    {
        await using var bot = await RunningBot.StartAsync();
        var (owner, manager, member) = (await bot.WithTermsAcceptedAsync("owner"), await bot.WithTermsAcceptedAsync("odell"), await bot.WithTermsAcceptedAsync("member"));
        var refused = await bot.SayAsync(member, ".setup server", "Manage Server");
        Assert.Empty(refused.Controls);

        var card = await bot.SayAsync(owner, ".setup server", "Set up this server");
        foreach (var stranger in new[] { manager, member })
        {
            var answer = await bot.PressAsync(stranger, card, "Quick setup");
            Assert.True(answer.Message!.IsEphemeral);
            Assert.Contains("belongs to", answer.Message.Text, StringComparison.Ordinal);
        }

        Assert.True(Values(bot).IsDefault);
    }

    [Fact]
    public async Task WhoLosesTheRightBeforeApplying_AppliesNothing()
    {
        await using var bot = await RunningBot.StartAsync();
        await SetPermissionsAsync(bot, "Night Owl", Permissions.ManageGuild);
        var wren = await bot.WithTermsAcceptedAsync("wren");
        var card = await bot.SayAsync(wren, ".setup server", "Set up this server");
        card = await PressAsync(bot, wren, card, "Step by step ›");
        card = await SelectAsync(bot, wren, card, "Welcome channel", "welcome");
        card = await PressAsync(bot, wren, card, "Review");

        await SetPermissionsAsync(bot, "Night Owl", Permissions.None);
        var answer = await bot.PressAsync(wren, card, "Apply");
        Assert.Contains("Manage Server", answer.Message!.Text, StringComparison.Ordinal);
        Assert.True(Values(bot).IsDefault);
    }

    [Fact]
    public async Task WhatTheBotLacks_IsNamedOnTheStepThatNeedsIt_WithTheWayToGiveIt()
    {
        await using var bot = await RunningBot.StartAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        const Permissions little = Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks | Permissions.KickMembers;
        await PermitBotAsync(bot, little);
        var card = await bot.SayAsync(owner, ".setup server", "Set up this server");
        card = await PressAsync(bot, owner, card, "Step by step ›");
        Assert.DoesNotContain("I still lack", card.Text, StringComparison.Ordinal);
        card = await PressAsync(bot, owner, card, "Next ›");
        card = await SelectAsync(bot, owner, card, "Level", "medium");
        Assert.Contains("I still lack **Manage Messages and Time Out Members** for this", card.Text, StringComparison.Ordinal);
        Assert.Contains("*Server Settings › Roles › BronxBot › Permissions*", card.Text, StringComparison.Ordinal);
        card = await PressAsync(bot, owner, card, "Review");
        Assert.Contains("I still lack **Manage Messages and Time Out Members**", card.Text, StringComparison.Ordinal);

        await PermitBotAsync(bot, little | Permissions.ManageMessages);
        card = await PressAsync(bot, owner, card, "Apply");
        Assert.Contains("I still lack **Time Out Members**", card.Text, StringComparison.Ordinal);
        Assert.Contains("What I lack", (await bot.SayAsync(owner, ".automod", "Auto-moderation: medium")).Text, StringComparison.Ordinal);
        await PermitBotAsync(bot, little | Permissions.ManageMessages | Permissions.ModerateMembers);
        Assert.DoesNotContain("lack", (await bot.SayAsync(owner, ".automod", "Auto-moderation: medium")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APersonSetsThemselvesUp_SearchesTheirCity_AndIsObeyed()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = await bot.WithTermsAcceptedAsync("member");
        var card = await bot.SayAsync(member, ".setup user", "Set up for yourself");
        card = await PressAsync(bot, member, card, "Step by step ›");
        card = await TypeAsync(bot, member, card, "Time zone …", "atlantis");
        Assert.Contains("I know no such place", card.Text, StringComparison.Ordinal);
        card = await TypeAsync(bot, member, card, "Time zone …", "Mexico");
        Assert.Contains("Several places fit", card.Text, StringComparison.Ordinal);
        card = await TypeAsync(bot, member, card, "Time zone …", "münchen");
        Assert.Contains("Europe/Berlin", card.Text, StringComparison.Ordinal);
        Assert.Contains("It is **", card.Text, StringComparison.Ordinal);
        card = await PressAsync(bot, member, card, "Next ›");
        card = await PressAsync(bot, member, card, "Leaderboards: on");
        card = await PressAsync(bot, member, card, "Next ›");
        card = await TypeAsync(bot, member, card, "Ask me from …", "500");
        card = await TypeAsync(bot, member, card, "My largest bet …", "600");
        card = await PressAsync(bot, member, card, "Next ›");
        card = await PressAsync(bot, member, card, "Review ›");
        card = await PressAsync(bot, member, card, "Apply");
        Assert.Contains("You are set up", card.Text, StringComparison.Ordinal);

        Assert.Contains("Europe/Berlin", (await bot.SayAsync(member, ".time")).Text, StringComparison.Ordinal);
        Assert.Contains("at most 600 coins", (await bot.SayAsync(member, ".slots 700")).Text, StringComparison.Ordinal);
        var question = await bot.SayAsync(member, ".slots 550", "Are you sure?");
        var played = await PressAsync(bot, member, question, "Bet 550 coins");
        await bot.UntilAsync(() => member.Read("general").First(message => message.Id == question.Id) is var now && !now.Text.Contains("Are you sure", StringComparison.Ordinal));
        Assert.NotNull(played);
        Assert.Empty(bot.Captured.Errors);
    }

    internal static async Task<SeenMessage> PressAsync(RunningBot bot, SandboxPerson person, SeenMessage card, string button)
    {
        var answer = await bot.PressAsync(person, card, button);
        Assert.Equal(InteractionAnswerKind.Update, answer.Kind);
        return answer.Message!;
    }

    private static async Task<SeenMessage> SelectAsync(RunningBot bot, SandboxPerson person, SeenMessage card, string select, params string[] values)
    {
        var answer = await bot.DuringAsync((await person.SelectAsync(card, select, values)).AnswerAsync());
        Assert.Equal(InteractionAnswerKind.Update, answer.Kind);
        return answer.Message!;
    }

    private static async Task<SeenMessage> TypeAsync(RunningBot bot, SandboxPerson person, SeenMessage card, string button, string text)
    {
        var opened = await bot.PressAsync(person, card, button);
        Assert.NotNull(opened.Modal);
        var answer = await bot.SubmitAsync(person, opened.Modal, ("value", text));
        Assert.Equal(InteractionAnswerKind.Update, answer.Kind);
        return answer.Message!;
    }

    private static OptionValues Values(RunningBot bot) => bot.App.Services.GetRequiredService<OptionBook>().Of(Guild(bot));

    private static string Text(RunningBot bot, string key) =>
        bot.App.Services.GetRequiredService<OptionCatalogue>().TryFind(key, OptionScope.Server, out _, out var option) ? Values(bot).TextOf(option) : "";

    private static GuildId Guild(RunningBot bot) => new(bot.Sandbox.World.GuildIds[0].Value);

    private static Task PermitBotAsync(RunningBot bot, Permissions permissions)
    {
        bot.Sandbox.SetBotPermissions((ulong)permissions);
        return bot.UntilAsync(() => bot.App.Discord.Cache.TryGetGuild(Guild(bot), out var known) && known.Roles.First(role => role.Name == "BronxBot").Permissions == permissions);
    }

    private static async Task SetPermissionsAsync(RunningBot bot, string role, Permissions permissions)
    {
        var (guild, id) = (bot.Sandbox.World.GuildIds[0], bot.Sandbox.World.RoleId(role));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri($"{bot.Sandbox.ApiBaseAddress}/guilds/{guild}/roles/{id}"))
        {
            Content = JsonContent.Create(new { permissions = ((ulong)permissions).ToString(System.Globalization.CultureInfo.InvariantCulture) }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bot", "sandbox");
        using var answer = await bot.DuringAsync(http.SendAsync(request));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await bot.UntilAsync(() => bot.App.Discord.Cache.TryGetGuild(Guild(bot), out var known) && known.Roles.First(one => one.Name == role).Permissions == permissions);
    }
}
