using Bronx.Features.Tests.Whole;
using Bronx.Sandbox;

namespace Bronx.Features.Tests.Gambling;

/// <summary>Games as they move and the way to check them, through gateway and REST.</summary>
public sealed class PlayingTests
{
    [Fact]
    public async Task Player_PlaysByMessageAndChecksTheBets()
    {
        await using var bot = await RunningBot.StartAsync(TestContext.Current.CancellationToken);
        var junie = bot.Sandbox.As("newcomer");
        await junie.SayAsync("general", ".daily");
        var prompt = await junie.NextAsync(message => message.Text.Contains("Before we start", StringComparison.Ordinal));
        var form = await (await junie.PressAsync(prompt, "Accept")).AnswerAsync();
        await (await junie.SubmitAsync(form.Modal!, ("phrase", "I AGREE"))).AnswerAsync();

        bot.Slower = 1;
        await AskAsync(".coinflip 100 heads", "bet 1-0");
        await AskAsync(".slots 100", "bet 1-1");
        await AskAsync(".roulette 100 red", "bet 1-2");
        await AskAsync(".plinko 100", "bet 1-3");
        await AskAsync(".crash 100 1.1x", "Your wallet");
        await AskAsync(".odds slots", "97.74 %");
        await AskAsync(".fair", "1-4 crash");
        await AskAsync(".fair rotate", "5 bets, numbered from 1-0");
        await AskAsync(".fair seed my lucky seed 7", "my lucky seed 7");

        async Task AskAsync(string command, string expected)
        {
            await junie.SayAsync("general", command);
            await junie.NextAsync(message => message.FromBot && message.Text.Contains(expected, StringComparison.Ordinal));
        }
    }
}
