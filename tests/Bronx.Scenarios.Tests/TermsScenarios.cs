using Bronx.Platform.Ledger;
using Bronx.Sandbox;
using Bronx.Scenarios.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests;

/// <summary>The Terms of Service stand before everything, in every form, and their bonus is given once.</summary>
public sealed class TermsScenarios
{
    [Fact]
    public async Task ANewcomerIsAsked_TypesSomethingWrong_ThenAgrees_AndIsWelcomedWithCoinsOnce()
    {
        await using var bot = await RunningBot.StartAsync();
        var newcomer = bot.Sandbox.As("newcomer");

        var prompt = await bot.SayAsync(newcomer, ".daily");
        Assert.Contains("Terms of Service", prompt.Text, StringComparison.Ordinal);

        var terms = await bot.PressAsync(newcomer, prompt, "Read");
        Assert.True(terms.Message!.IsEphemeral);
        Assert.Contains("1.0", terms.Message.Text, StringComparison.Ordinal);

        var form = await bot.PressAsync(newcomer, prompt, "Accept");
        Assert.Equal(InteractionAnswerKind.Modal, form.Kind);
        var wrong = await bot.SubmitAsync(newcomer, form.Modal!, ("phrase", "sure, whatever"));
        Assert.True(wrong.Message!.IsEphemeral);
        Assert.Contains("I AGREE", wrong.Message.Text, StringComparison.Ordinal);
        Assert.Equal(Coins.Zero, await WalletAsync(bot, newcomer));

        var again = await bot.PressAsync(newcomer, prompt, "Accept");
        await bot.SubmitAsync(newcomer, again.Modal!, ("phrase", "  i agree "));
        await bot.UntilAsync(() => newcomer.Read("general").Any(message => message.Text.Contains("1,000 coins", StringComparison.Ordinal) && message.Text.Contains("Welcome", StringComparison.Ordinal)));
        Assert.Equal(new Coins(1_000), await WalletAsync(bot, newcomer));

        var daily = await bot.SayAsync(newcomer, ".daily");
        Assert.DoesNotContain("Terms of Service", daily.Text, StringComparison.Ordinal);
        var balance = await WalletAsync(bot, newcomer);
        Assert.True(balance > new Coins(1_000));

        var flip = await bot.SayAsync(newcomer, ".coinflip half heads");
        Assert.Contains("coins", flip.Text, StringComparison.Ordinal);
        Assert.NotEqual(balance, await WalletAsync(bot, newcomer));
        Assert.Empty(bot.Captured.Errors);
    }

    [Fact]
    public async Task TwoSubmissionsAtOnce_GiveTheBonusOnce()
    {
        await using var bot = await RunningBot.StartAsync();
        var newcomer = bot.Sandbox.As("newcomer");
        var prompt = await bot.SayAsync(newcomer, ".daily");
        var first = await bot.PressAsync(newcomer, prompt, "Accept");
        var second = await bot.PressAsync(newcomer, prompt, "Accept");

        var both = await Task.WhenAll(
            newcomer.SubmitAsync(first.Modal!, ("phrase", "I AGREE")),
            newcomer.SubmitAsync(second.Modal!, ("phrase", "I AGREE")));
        foreach (var run in both)
        {
            await bot.DuringAsync(run.AnswerAsync());
        }

        Assert.Equal(new Coins(1_000), await WalletAsync(bot, newcomer));
        Assert.True((await bot.App.Services.GetRequiredService<Ledger>().AuditAsync(CancellationToken.None)).IsProved);
    }

    [Fact]
    public async Task EveryFormIsStopped_AndWhatIsExemptIsNot()
    {
        await using var bot = await RunningBot.StartAsync();
        var newcomer = bot.Sandbox.As("newcomer");

        var slash = await bot.SlashAsync(newcomer, "daily");
        Assert.True(slash.Message!.IsEphemeral);
        Assert.Contains("Terms of Service", slash.Message.Text, StringComparison.Ordinal);

        var alias = await bot.SayAsync(newcomer, ".bal");
        Assert.Contains("Terms of Service", alias.Text, StringComparison.Ordinal);

        foreach (var exempt in new[] { "ping", "help", "tosinfo", "support", "invite" })
        {
            var answer = await bot.SayAsync(newcomer, "." + exempt);
            Assert.DoesNotContain("I need your OK", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SomebodyElsesPromptCannotBePressed()
    {
        await using var bot = await RunningBot.StartAsync();
        var prompt = await bot.SayAsync(bot.Sandbox.As("newcomer"), ".daily");
        var nosy = await bot.PressAsync(bot.Sandbox.As("member"), prompt, "Decline");
        Assert.True(nosy.Message!.IsEphemeral);
        Assert.Contains("Before we start", bot.Sandbox.As("newcomer").Read("general")[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoDeclines_CanStillChangeTheirMind()
    {
        await using var bot = await RunningBot.StartAsync();
        var newcomer = bot.Sandbox.As("newcomer");
        var prompt = await bot.SayAsync(newcomer, ".daily");
        var declined = await bot.PressAsync(newcomer, prompt, "Decline");
        Assert.Equal(InteractionAnswerKind.Update, declined.Kind);
        Assert.DoesNotContain(declined.Message!.Controls, control => !control.Disabled);
        await bot.WithTermsAcceptedAsync("newcomer");
        Assert.Equal(new Coins(1_000), await WalletAsync(bot, newcomer));
    }

    [Fact]
    public async Task AcceptanceAndCoinsOutliveARestart_AndOldButtonsStillWork()
    {
        var folder = Directory.CreateTempSubdirectory("bronx-scenario-").FullName;
        try
        {
            await using (var first = await RunningBot.StartAsync(folder))
            {
                await first.WithTermsAcceptedAsync("member");
                await first.SayAsync(first.Sandbox.As("newcomer"), ".daily");
            }

            await using var second = await RunningBot.StartAsync(folder, new Bronx.Testing.HeldClock(Bronx.Testing.HeldClock.DefaultStart.AddHours(1)));
            Assert.Equal(new Coins(1_000), await WalletAsync(second, second.Sandbox.As("member")));
            var prompt = second.Sandbox.As("newcomer").Read("general").Last(message => message.FromBot);
            var form = await second.PressAsync(second.Sandbox.As("newcomer"), prompt, "Accept");
            Assert.Equal(InteractionAnswerKind.Modal, form.Kind);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task OwnersSeeWhoAgreed_AndAnnounceWhatCounts()
    {
        await using var bot = await OperationsScenarios.StartForOwnerAsync();
        var (rosa, mika) = (await bot.WithTermsAcceptedAsync("owner"), await bot.WithTermsAcceptedAsync("member"));
        Assert.Contains("(in force): 2 people accepted", (await bot.SayAsync(rosa, ".terms numbers")).Text, StringComparison.Ordinal);
        Assert.Contains("accepted", (await bot.SayAsync(rosa, $".terms status {mika.Mention}", "Terms of Service")).Text, StringComparison.Ordinal);
        var stranger = await bot.SlashAsync(rosa, "terms status", ("member", "newcomer"));
        Assert.Contains("Has not accepted", stranger.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("counts now", (await bot.SayAsync(rosa, ".terms announce")).Text, StringComparison.Ordinal);

        Assert.DoesNotContain("in force", (await bot.SayAsync(mika, ".terms numbers")).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Captured.Errors);
    }

    private static Task<Coins> WalletAsync(RunningBot bot, SandboxPerson person) =>
        bot.App.Services.GetRequiredService<Ledger>().BalanceAsync(AccountId.Wallet(new Bronx.Discord.Models.UserId(person.Id.Value)), CancellationToken.None);
}
