using Bronx.Platform.Ledger;
using Bronx.Sandbox;
using Bronx.Scenarios.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests;

/// <summary>What people ask for themselves about their coins counts at once, through the whole bot.</summary>
public sealed class PurseScenarios
{
    [Fact]
    public async Task AGift_IsAskedAboutInBothForms_AndArrivesWhoeverTakesMessages()
    {
        await using var bot = await RunningBot.StartAsync();
        var (mika, friend) = (await bot.WithTermsAcceptedAsync("member"), await bot.WithTermsAcceptedAsync("moderator"));
        await bot.SayAsync(mika, ".settings me set coins.confirm 300", "Changed");
        await bot.SayAsync(friend, ".settings me set notices.gifts on", "Changed");

        var question = await bot.SayAsync(mika, $".pay {friend.Mention} 400", "Are you sure?");
        Assert.True((await bot.PressAsync(friend, question, "Give 400 coins")).Message!.IsEphemeral);
        Assert.Equal(1_000, await WalletAsync(bot, mika));
        Assert.Contains("Coins given", (await SetupScenarios.PressAsync(bot, mika, question, "Give 400 coins")).Text, StringComparison.Ordinal);
        await bot.UntilAsync(() => friend.Read("@bot").Any(message => message.Text.Contains("400 coins", StringComparison.Ordinal)));

        await friend.SetDirectMessagesAsync(open: false);
        await bot.LeapAsync(TimeSpan.FromSeconds(10));
        var asked = (await bot.SlashAsync(mika, "pay", ("member", "moderator"), ("amount", "300"))).Message!;
        Assert.Contains("Are you sure?", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Coins given", (await SetupScenarios.PressAsync(bot, mika, asked, "Give 300 coins")).Text, StringComparison.Ordinal);
        await bot.UntilAsync(() => bot.Exchanges.Any(exchange => exchange.Method == "POST" && exchange.Status == 403));

        await bot.LeapAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("Coins given", (await bot.SayAsync(mika, $".pay {friend.Mention} 299")).Text, StringComparison.Ordinal);
        Assert.Equal((1, 1_999), (await WalletAsync(bot, mika), await WalletAsync(bot, friend)));
        Assert.Empty(bot.Captured.Errors);
    }

    [Fact]
    public async Task WhoHides_IsOnNeitherBoard_AndBackWhenTheyWant()
    {
        await using var bot = await RunningBot.StartAsync();
        var (mika, friend) = (await bot.WithTermsAcceptedAsync("member"), await bot.WithTermsAcceptedAsync("moderator"));
        await bot.SayAsync(mika, ".leaderboard", "Richest in this server");
        await BoardsAsync(shown: true);
        await bot.SayAsync(mika, ".settings me set privacy.leaderboards off", "Changed");
        await BoardsAsync(shown: false);
        await bot.SayAsync(mika, ".settings me set privacy.leaderboards on", "Changed");
        await BoardsAsync(shown: true);

        async Task BoardsAsync(bool shown)
        {
            await bot.LeapAsync(TimeSpan.FromSeconds(10));
            var here = await bot.SayAsync(friend, ".leaderboard", "Richest in this server");
            await bot.LeapAsync(TimeSpan.FromSeconds(10));
            var everywhere = (await bot.SlashAsync(friend, "leaderboard", ("scope", "global"))).Message!;
            Assert.Contains("Richest everywhere", everywhere.Text, StringComparison.Ordinal);
            Assert.All([here, everywhere], board => Assert.Equal(shown, board.Text.Contains(mika.Name, StringComparison.Ordinal)));
            Assert.All([here, everywhere], board => Assert.Contains(friend.Name, board.Text, StringComparison.Ordinal));
        }
    }

    private static async Task<long> WalletAsync(RunningBot bot, SandboxPerson person) =>
        (await bot.App.Services.GetRequiredService<Ledger>().BalanceAsync(AccountId.Wallet(new Discord.Models.UserId(person.Id.Value)), CancellationToken.None)).Value;
}
