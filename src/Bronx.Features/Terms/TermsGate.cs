using System.Data.Common;
using Bronx.Platform.Commands;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.Terms;

/// <summary>
/// Nothing that needs the terms runs before the current version is accepted, in whatever form it was called. What is exempt says so
/// in its own definition. People who accepted pass by memory.
/// </summary>
internal sealed class TermsGate(TermsCatalogue catalogue, TermsStore store, AcceptedPeople accepted, PromptPace pace) : Gate
{
    public override GateSlot Slot => GateSlot.Terms;

    public override async ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct)
    {
        if (!request.Command.NeedsTerms)
        {
            request.MayRecord = await MayRecordExemptAsync(request, ct);
            return null;
        }

        try
        {
            if (await accepted.ContainsAsync(request.Caller.Id, ct))
            {
                request.MayRecord = true;
                return null;
            }
        }
        catch (Exception away) when (away is DbException or StorageException && request is { IsOwner: true, Command.OwnerOnly: true })
        {
            // Who has to look after a store that is away must get at what shows it. Nothing is stored about them meanwhile.
            request.MayRecord = false;
            return null;
        }

        return new CommandOutcome.Refused(Refusal.TermsNotAccepted, await AskAsync(request, ct));
    }

    /// <summary>Help and ping answer even while the store does not; their statistics then count nobody by name.</summary>
    private async ValueTask<bool> MayRecordExemptAsync(GateRequest request, CancellationToken ct)
    {
        try
        {
            return await accepted.ContainsAsync(request.Caller.Id, ct);
        }
        catch (Exception fault) when (fault is DbException or StorageException)
        {
            return false;
        }
    }

    private async Task<Reply> AskAsync(GateRequest request, CancellationToken ct)
    {
        // An interaction's prompt is seen by its person alone and fills no channel, so it needs no pace.
        var length = request.Form == CommandForm.Prefix ? pace.Next(request.Caller.Id, request.Channel) : PromptLength.Whole;
        if (length != PromptLength.Whole)
        {
            return length == PromptLength.Pointer ? TermsTexts.Pointer(request.Prefix + TosCommand.Name) : Reply.Silence;
        }

        var history = await store.HistoryAsync(request.Caller.Id, 1, ct);
        return TermsTexts.Prompt(request.Caller.Id, catalogue.Current, TermsWays.Of(request.Form), isReturning: history.Count > 0);
    }
}
