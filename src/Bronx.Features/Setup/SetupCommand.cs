using Bronx.Features.Settings;
using Bronx.Features.Setup.Cards;
using Bronx.Features.Setup.Drafts;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup;

/// <summary>Begins a wizard, or goes on with the one that was left.</summary>
internal sealed class SetupCommand<TWhose>(SetupTable<TWhose> table, SetupDraftStore drafts, SetupCards<TWhose> cards) : ICommand
    where TWhose : IWhose
{
    private static readonly bool OfServer = TWhose.Scope == OptionScope.Server;

    public static CommandDefinition Definition { get; } = new(
        OfServer ? "setup server" : "setup user", "Settings", OfServer ? "Set me up for this server, step by step or at once" : "Set me up for yourself, step by step or at once")
    {
        Aliases = OfServer ? ["setup"] : ["setup me"],
        Examples = [OfServer ? "setup server" : "setup user"],
        Details = "Nothing counts before you apply it, and everything can be undone. What you began waits for you for a day.",
        CallerNeeds = TWhose.Needs,
        ServerOnly = OfServer,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (target, person) = (TWhose.TargetOf(call), call.Caller.Id);
        var left = await drafts.FindAsync(target, person, ct);
        var draft = left ?? await drafts.BeginAsync(target, person, ct);
        var others = OfServer ? await drafts.OthersAsync(target, person, ct) : [];
        var note = left is { Step: > 0 } or { Changes.Count: > 0 } ? SetupTexts.Resumed(left.TouchedAt) : null;
        await drafts.SaveAsync(draft, ct);
        return CommandOutcome.Say(cards.Draw(call, await table.LayOutAsync(call, draft, ct), new SetupNotes { Note = note, Others = others }));
    }
}
