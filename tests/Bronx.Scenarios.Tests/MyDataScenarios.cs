using System.Text.Json;
using Bronx.Platform.Ledger;
using Bronx.Sandbox;
using Bronx.Scenarios.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests;

/// <summary>A person takes a copy of their data and leaves, through the whole bot.</summary>
public sealed class MyDataScenarios
{
    [Fact]
    public async Task ACopy_GoesToDirectMessagesOrIsShownToThemAlone()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = await bot.WithTermsAcceptedAsync("member");

        var said = await bot.AnswerToAsync(member, () => member.SayAsync("general", ".mydata export"), "direct messages");
        Assert.Empty(Attachments(said));
        var sent = member.Read("@bot").Single(message => message.FromBot);
        Assert.StartsWith("my-data-", Assert.Single(Attachments(sent)).GetProperty("filename").GetString(), StringComparison.Ordinal);

        await bot.LeapAsync(TimeSpan.FromMinutes(2));
        var shown = await bot.SlashAsync(member, "mydata export");
        Assert.True(shown.Message!.IsEphemeral);
        Assert.Single(Attachments(shown.Message));

        // Somebody who accepted nothing may ask too, and there is nothing.
        var newcomer = await bot.SlashAsync(bot.Sandbox.As("newcomer"), "mydata export");
        Assert.Single(Attachments(newcomer.Message!));
        Assert.Empty(bot.Captured.Errors);
    }

    [Fact]
    public async Task Deleting_TakesTwoYesesOfTheRightPersonAndTheyAreStrangersAfterwards()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = await bot.WithTermsAcceptedAsync("member");
        var asked = await bot.SayAsync(member, ".mydata delete");
        Assert.Contains("1,000 coins", asked.Text, StringComparison.Ordinal);

        var stranger = await bot.PressAsync(bot.Sandbox.As("moderator"), asked, "Delete everything");
        Assert.NotEqual(InteractionAnswerKind.Modal, stranger.Kind);

        var form = await bot.PressAsync(member, asked, "Delete everything");
        var wrong = await bot.SubmitAsync(member, form.Modal!, ("phrase", "no"));
        Assert.Contains("Nothing was deleted", wrong.Message!.Text, StringComparison.Ordinal);

        var again = await bot.PressAsync(member, asked, "Delete everything");
        var gone = await bot.SubmitAsync(member, again.Modal!, ("phrase", "DELETE"));
        Assert.Contains("You are forgotten", gone.Message!.Text, StringComparison.Ordinal);

        Assert.Contains("Terms of Service", (await bot.SayAsync(member, ".balance")).Text, StringComparison.Ordinal);
        var ledger = bot.App.Services.GetRequiredService<Ledger>();
        Assert.Equal(Coins.Zero, await ledger.BalanceAsync(AccountId.Wallet(new Bronx.Discord.Models.UserId(member.Id.Value)), CancellationToken.None));
        Assert.True((await ledger.AuditAsync(CancellationToken.None)).IsProved);
        Assert.Empty(bot.Captured.Errors);
    }

    private static List<JsonElement> Attachments(SeenMessage message) =>
        message.Json.TryGetProperty("attachments", out var list) ? [.. list.EnumerateArray()] : [];
}
