using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling.Limits;

/// <summary>Asks whether the games are to be closed for the caller; a button answers.</summary>
internal sealed class LimitsExcludeCommand(LimitStore store, TimeProvider time) : ICommand
{
    public const string Name = "limits exclude";

    private static readonly Parameter<TimeSpan> Span = Parameters.Duration(
        "time", "For how long: 1 day to 1 year", LimitRules.ShortestExclusion, LimitRules.LongestExclusion);

    public static CommandDefinition Definition { get; } = new(Name, "Gambling", "Close the games for yourself for a while; nobody can undo it")
    {
        AlwaysOn = true,
        Parameters = [Span],
        Examples = ["limits exclude 7d", "limits exclude 30d"],
        Details = "From 1 day to 1 year. It holds on every server, and can be made longer but never shorter.",
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (span, now) = (call.Get(Span), time.GetUtcNow());
        var (limits, _) = await store.ViewAsync(call.Caller.Id, ct);
        return limits.ExcludedUntil is { } until && until >= now + span
            ? CommandOutcome.Say(LimitTexts.Excluded(until))
            : CommandOutcome.Say(LimitTexts.AskToExclude(call.Caller.Id, span, now + span));
    }
}
