using Bronx.Features.Economy.Leaderboard;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Work;

/// <summary>Begins a shift, or shows the one that is open.</summary>
internal sealed class WorkCommand(WorkStore store, WorkPay pay, Regulars regulars, Chance chance) : ICommand
{
    public const string Name = "work";

    public static CommandDefinition Definition { get; } = new(Name, "Economy", "A shift with one question: answer it and take your wage home")
    {
        Aliases = ["wrk", "earn"],
        Examples = [Name],
        Details = $"One shift every {Say.Span(WorkRules.Pause)}, counted from its start. The right answer within {Say.Span(WorkRules.AnswerTime)} brings the whole wage, "
            + "anything else half of it. More shifts lead to better jobs: see `jobs`.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Caller.Id;
        var shift = await store.BeginAsync(person, call.ReceivedAt, call.EventId, Luck(), ct);
        await regulars.SeenAsync(call, ct);
        return await pay.FindAsync(person, shift, ct) is null
            ? CommandOutcome.Say(WorkTexts.Question(person, shift, isOpenAlready: shift.Event != call.EventId))
            : CommandOutcome.Refuse(Refusal.OnCooldown, WorkTexts.Resting(shift));
    }

    private long Luck() => ((long)chance.Between(0, int.MaxValue - 1) << 31) | (uint)chance.Between(0, int.MaxValue - 1);
}
