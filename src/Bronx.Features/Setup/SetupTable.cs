using Bronx.Discord.Models;
using Bronx.Features.Settings;
using Bronx.Features.Setup.Drafts;
using Bronx.Features.Setup.Steps;
using Bronx.Platform.Commands;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup;

/// <summary>Lays a draft out beside the values that count, and finds the draft that a component belongs to.</summary>
internal sealed class SetupTable<TWhose>(OptionCatalogue catalogue, OptionDesk desk, SetupDraftStore drafts, IGuildDirectory directory)
    where TWhose : IWhose
{
    public SetupPath Path { get; } = new(catalogue, TWhose.Scope);

    public async Task<SetupState> LayOutAsync(Call call, SetupDraft draft, CancellationToken ct)
    {
        var known = draft.Changes.Where(pair => Path.Find(pair.Key) is not null).ToDictionary(StringComparer.Ordinal);
        var preview = await desk.PreviewAsync(draft.Target, known, Whose.ChooserOf<TWhose>(call), ct);
        var own = TWhose.Scope == OptionScope.Server && call.Guild is { } guild ? directory.Find(guild) : null;
        var may = own?.OwnPermissions ?? Permissions.None;
        var role = own is null ? null : directory.Roles(own.Id).FirstOrDefault(role => role.Managed && own.OwnRoles.Contains(role.Id));
        return new SetupState(Path, draft, preview, own is null || may.HasFlag(Permissions.Administrator) ? Permissions.None : ~may, role?.Name ?? "my role");
    }

    /// <summary>The draft that the pressed component was made for; null when it has ended.</summary>
    public async Task<SetupDraft?> FindAsync(ComponentCall call, CancellationToken ct) =>
        await drafts.FindAsync(TWhose.TargetOf(call), call.Caller.Id, ct) is { } draft && call.State.ElementAtOrDefault(0) == SetupIds.Spell(draft.Number) ? draft : null;
}
