using Bronx.Benchmarks.Reporting;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Sandbox;

namespace Bronx.Benchmarks.Money;

/// <summary>A person of the sandbox who uses the bot as fast as its pauses allow, and remembers what it told them.</summary>
internal sealed class Customer(SandboxPerson person, Bronx.Sandbox.Snowflake friend, int seed)
{
    private const string Place = "general";

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private readonly Random _random = new(seed);
    private readonly UserId _user = new(ulong.Parse(person.Id.ToString(), System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Movements that an answer confirmed.</summary>
    public List<TransferId> Told { get; } = [];

    /// <summary>Comes in as soon as the bot answers.</summary>
    public async Task EnterAsync(Func<bool> mayStill, CancellationToken ct)
    {
        while (mayStill())
        {
            if (await TryAsync("ping") is { Kind: InteractionAnswerKind.Message })
            {
                return;
            }

            await Task.Delay(Breath, TimeProvider.System, ct);
        }

        throw new BenchException("The bot did not answer after its start.");
    }

    /// <summary>Until cancelled; calls that the kill leaves unanswered are nobody's.</summary>
    public async Task ShopAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var answer = _random.Next(6) switch
            {
                0 => await BankAsync("deposit", "put into the bank", ct),
                1 => await BankAsync("withdraw", "taken from the bank", ct),
                2 or 3 => await PayAsync(ct),
                4 => await TryAsync("blackjack", ct, ("amount", "10")),
                _ => await TryAsync(_random.Next(2) == 0 ? "daily" : "work", ct),
            };
            if (answer?.Message?.Text.Contains("Terms of Service", StringComparison.Ordinal) == true)
            {
                await AgreeAsync(answer.Message, ct);
            }

            await Task.Delay(Breath, TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task AgreeAsync(SeenMessage prompt, CancellationToken ct)
    {
        try
        {
            var form = await (await person.PressAsync(prompt, "Accept")).AnswerAsync().WaitAsync(ct);
            if (form.Modal is { } modal)
            {
                await (await person.SubmitAsync(modal, ("phrase", "I AGREE"))).AnswerAsync().WaitAsync(ct);
            }
        }
        catch (Exception cut) when (cut is SandboxRefusal or OperationCanceledException or TimeoutException)
        {
            // The bot died under the form: the next life asks again.
        }
    }

    private async Task<InteractionAnswer?> BankAsync(string command, string done, CancellationToken ct)
    {
        var (id, answer) = await CallAsync(command, ct, ("amount", "1"));
        if (answer?.Message?.Text.Contains(done, StringComparison.Ordinal) == true)
        {
            Told.Add(TransferId.From("bank", _user, id));
        }

        return answer;
    }

    private async Task<InteractionAnswer?> PayAsync(CancellationToken ct)
    {
        var (id, answer) = await CallAsync("pay", ct, ("member", friend.ToString()), ("amount", "1"));
        if (answer?.Message?.Text.Contains("Coins given", StringComparison.Ordinal) == true)
        {
            Told.Add(TransferId.From("pay", _user, id));
        }

        return answer;
    }

    private async Task<InteractionAnswer?> TryAsync(string command, CancellationToken ct = default, params (string Name, string Value)[] options) =>
        (await CallAsync(command, ct, options)).Answer;

    private async Task<(ulong Id, InteractionAnswer? Answer)> CallAsync(string command, CancellationToken ct, params (string Name, string Value)[] options)
    {
        try
        {
            var run = await person.SlashAsync(Place, command, options);
            var id = ulong.Parse(run.Id.ToString(), System.Globalization.CultureInfo.InvariantCulture);
            return (id, await run.AnswerAsync().WaitAsync(ct));
        }
        catch (Exception cut) when (cut is SandboxRefusal or OperationCanceledException or TimeoutException)
        {
            return (0, null);
        }
    }
}
