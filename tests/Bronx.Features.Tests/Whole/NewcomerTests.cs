using Bronx.Platform.Ledger;
using Bronx.Sandbox;
using Bronx.Testing;

namespace Bronx.Features.Tests.Whole;

/// <summary>What a newcomer meets, through gateway and REST.</summary>
public sealed class NewcomerTests
{
    [Fact]
    public async Task Newcomer_AcceptsByMessageWithOneMistakeAndPlays()
    {
        await using var bot = await RunningBot.StartAsync(TestContext.Current.CancellationToken);
        var junie = bot.Sandbox.As("newcomer");
        var mika = bot.Sandbox.As("member");

        await junie.SayAsync("general", ".daily");
        var prompt = await junie.NextAsync(message => message.Text.Contains("Before we start", StringComparison.Ordinal));
        Assert.False(prompt.IsEphemeral);
        Assert.Equal(Coins.Zero, await bot.WalletAsync(junie));

        var stranger = await (await mika.PressAsync(prompt, "Accept")).AnswerAsync();
        Assert.True(stranger.Message!.IsEphemeral);
        var read = await (await junie.PressAsync(prompt, "Read")).AnswerAsync();
        Assert.True(read.Message!.IsEphemeral);
        Assert.Contains("play money", read.Message.Text, StringComparison.Ordinal);

        var form = await (await junie.PressAsync(prompt, "Accept")).AnswerAsync();
        var wrong = await (await junie.SubmitAsync(form.Modal!, ("Type I AGREE", "sure"))).AnswerAsync();
        Assert.True(wrong.Message!.IsEphemeral);
        var again = await (await junie.PressAsync(wrong.Message, "Try again")).AnswerAsync();
        var welcome = await (await junie.SubmitAsync(again.Modal!, ("phrase", " i agree "))).AnswerAsync();
        Assert.Contains("1,000 coins", welcome.Message!.Text, StringComparison.Ordinal);
        Assert.Equal(new Coins(1_000), await bot.WalletAsync(junie));

        var closed = await junie.NextAsync(message => message.Id == prompt.Id && message.IsEdit);
        Assert.Empty(closed.Controls);
        Assert.Contains("Welcome!", closed.Text, StringComparison.Ordinal);

        await junie.SayAsync("general", ".daily");
        await junie.NextAsync(message => message.Text.Contains("Daily coins", StringComparison.Ordinal));
        Assert.InRange((await bot.WalletAsync(junie)).Value, 2_000, 3_000);
        Assert.Contains("terms_decisions.user_id", await bot.TracesOfAsync(junie));
        await junie.SayAsync("general", ".daily");
        await junie.NextAsync(message => message.Text.Contains("You have had today's", StringComparison.Ordinal));
        bot.Slower = 1;
        await junie.SayAsync("general", ".coinflip half heads");
        await junie.NextAsync(message => message.Text.Contains("Even chance", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Newcomer_AcceptsBySlashOnTwoDevicesAtOnce()
    {
        await using var bot = await RunningBot.StartAsync(TestContext.Current.CancellationToken);
        var junie = bot.Sandbox.As("newcomer");
        await WhenOfferedAsync(junie);

        var blocked = await (await junie.SlashAsync("general", "balance")).AnswerAsync();
        Assert.True(blocked.Message!.IsEphemeral);
        var here = await (await junie.PressAsync(blocked.Message, "Accept")).AnswerAsync();
        var there = await (await junie.PressAsync(blocked.Message, "Accept")).AnswerAsync();
        var (first, second) = (await junie.SubmitAsync(here.Modal!, ("phrase", "I AGREE")), await junie.SubmitAsync(there.Modal!, ("phrase", "I AGREE")));
        var answers = await Task.WhenAll(first.AnswerAsync(), second.AnswerAsync());

        Assert.All(answers, answer => Assert.Equal(InteractionAnswerKind.Update, answer.Kind));
        Assert.Equal(new Coins(1_000), await bot.WalletAsync(junie));

        var balance = await (await junie.SlashAsync("general", "balance")).AnswerAsync();
        Assert.Contains("1,000", balance.Message!.Text, StringComparison.Ordinal);
        var bet = await (await junie.SlashAsync("general", "coinflip", ("amount", "100"))).AnswerAsync();
        var tossed = await (await junie.PressAsync(bet.Message!, "Tails")).AnswerAsync();
        Assert.Equal(InteractionAnswerKind.Update, tossed.Kind);
        Assert.Empty(tossed.Message!.Controls);
        Assert.Contains((await bot.WalletAsync(junie)).Value, (long[])[900, 1_096]);
    }

    [Fact]
    public async Task Newcomer_IsNotTalkedOverAndLeavesNoTraceInTheStore()
    {
        await using var bot = await RunningBot.StartAsync(TestContext.Current.CancellationToken);
        var junie = bot.Sandbox.As("newcomer");

        await junie.SayAsync("general", ".balance");
        await junie.NextAsync(message => message.Text.Contains("Before we start", StringComparison.Ordinal));
        await junie.SayAsync("general", ".daily");
        await junie.NextAsync(message => message.Text.Contains("just above", StringComparison.Ordinal));
        await junie.SayAsync("general", ".cf all h");
        await junie.SayAsync("general", ".ping");
        await junie.NextAsync(message => message.FromBot);

        Assert.Equal(3, junie.Read("general").Count(message => message.FromBot && message.ReplyTo is not null));
        Assert.Equal(Coins.Zero, await bot.WalletAsync(junie));
        Assert.Empty(await bot.TracesOfAsync(junie));
    }

    /// <summary>Slash commands are there once the bot has registered them; people meanwhile see their list grow.</summary>
    private static async Task WhenOfferedAsync(SandboxPerson person)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            try
            {
                await person.SlashAsync("general", "ping");
                return;
            }
            catch (SandboxRefusal)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
            }
        }
    }
}
