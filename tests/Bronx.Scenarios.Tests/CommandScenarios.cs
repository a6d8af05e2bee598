using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;
using Bronx.Sandbox;
using Bronx.Scenarios.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests;

/// <summary>One definition, two forms: what people type and what they pick.</summary>
public sealed class CommandScenarios
{
    [Fact]
    public async Task APersonAsksByPrefixAndBySlash_AndBothAreAnswered()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = bot.Sandbox.As("member");

        var typed = await bot.SayAsync(member, ".ping", "Pong");
        Assert.NotNull(typed.ReplyTo);

        var picked = await bot.SlashAsync(member, "ping");
        Assert.Equal(InteractionAnswerKind.Message, picked.Kind);
        await bot.UntilAsync(() => member.Read("general")[^1].Text.Contains("Pong", StringComparison.Ordinal));
        Assert.Empty(bot.Captured.Errors);
    }

    [Fact]
    public async Task HelpListsEveryCommand_AndItsPagesTurnOnlyForTheOneWhoAsked()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = bot.Sandbox.As("member");
        var help = await bot.SayAsync(member, ".help");
        var turned = await bot.PressAsync(member, help, "Next ›");
        Assert.Equal(InteractionAnswerKind.Update, turned.Kind);
        Assert.Contains("Page 2 of", turned.Message!.Text, StringComparison.Ordinal);

        var stranger = await bot.PressAsync(bot.Sandbox.As("moderator"), help, "Next ›");
        Assert.Equal(InteractionAnswerKind.Message, stranger.Kind);
        Assert.True(stranger.Message!.IsEphemeral);
        Assert.Contains("Page 2 of", bot.Sandbox.As("member").Read("general")[^1].Text, StringComparison.Ordinal);

        List<SeenMessage> pages = [turned.Message];
        while (pages[^1].Controls.Any(button => button.Label == "Next ›" && !button.Disabled))
        {
            pages.Add((await bot.PressAsync(member, pages[^1], "Next ›")).Message!);
        }

        var visible = bot.App.Services.GetRequiredService<CommandRegistry>().VisibleTo(owner: false).ToList();
        var lines = pages.SelectMany(page => page.Embeds[0].Description!.Split('\n')).ToHashSet(StringComparer.Ordinal);
        Assert.All(visible, command => Assert.Contains($"`{CommandSpelling.Usage(command, CommandForm.Prefix, ".")}`", lines));
        Assert.All(visible.Select(command => command.Category).Distinct(), category => Assert.Contains(pages, page => page.Embeds[0].Title == category));
    }

    [Fact]
    public async Task ATypoIsMetWithOneSuggestion_AndNonsenseWithSilence()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = bot.Sandbox.As("member");
        var suggestion = await bot.SayAsync(member, ".pign");
        Assert.Contains(".ping", suggestion.Text, StringComparison.Ordinal);

        await member.SayAsync("general", ".pign");
        await member.SayAsync("general", ".xyzzyplugh");
        await member.SayAsync("general", "...");
        // The next thing the bot says answers the ping: the three before it were met with silence.
        await member.SayAsync("general", ".ping");
        Assert.Contains("Pong", (await bot.NextAsync(member)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnArgumentThatMakesNoSense_IsNamedWithAnExample()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = await bot.WithTermsAcceptedAsync("member");
        foreach (var hostile in new[] { "1e999999", "-5", "inf", "nan", "0", "1,50", "101%", new string('9', 1500) })
        {
            var answer = await bot.SayAsync(member, $".coinflip {hostile} heads");
            Assert.Contains("amount", answer.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("coinflip", answer.Text, StringComparison.OrdinalIgnoreCase);
            Assert.InRange(answer.Text.Length, 10, 1000);
        }

        var missing = await bot.SayAsync(member, ".pay");
        Assert.Contains(".pay", missing.Text, StringComparison.Ordinal);
        Assert.Contains("1,000", (await bot.SayAsync(member, ".balance")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyIsMentionedByWhatAPersonMakesTheBotRepeat()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = bot.Sandbox.As("member");
        var answer = await bot.SayAsync(member, ".help @everyone <@&1> **bold** `tick`");
        Assert.False(answer.Json.GetProperty("mention_everyone").GetBoolean());
        Assert.Equal(0, answer.Json.GetProperty("mentions").GetArrayLength());
        Assert.Equal(0, answer.Json.GetProperty("mention_roles").GetArrayLength());
    }

    [Fact]
    public async Task SlashCommandsAreSentOnce_AndNotAgainWhenNothingChanged()
    {
        var folder = Directory.CreateTempSubdirectory("bronx-scenario-").FullName;
        try
        {
            await using (var first = await RunningBot.StartAsync(folder))
            {
                Assert.Contains("coinflip", first.Sandbox.World.CommandNames);
            }

            await using var second = await RunningBot.StartAsync(folder, new Bronx.Testing.HeldClock(Bronx.Testing.HeldClock.DefaultStart.AddHours(1)));
            await second.SayAsync(second.Sandbox.As("member"), ".ping");
            Assert.DoesNotContain(second.Exchanges, exchange => exchange.Method == "PUT" && exchange.Path.EndsWith("/commands", StringComparison.Ordinal));
            Assert.Contains(second.Exchanges, exchange => exchange.Method == "GET" && exchange.Path.EndsWith("/commands", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
