using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling.Limits;

/// <summary>What the caller bounds themselves to.</summary>
internal sealed class LimitsShowCommand(LimitStore store, TimeProvider time) : ICommand
{
    public static CommandDefinition Definition { get; } = new("limits show", "Gambling", "Your own limits: the most a day may cost, and breaks from the games")
    {
        AlwaysOn = true,
        Aliases = ["limits", "limit"],
        Examples = ["limits"],
        Details = "A tighter limit begins at once; a looser one after 24 hours. A break cannot be shortened by anybody.",
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (limits, lost) = await store.ViewAsync(call.Caller.Id, ct);
        return CommandOutcome.Say(LimitTexts.View(limits, lost, time.GetUtcNow(), call.Spelling));
    }
}
