using Bronx.Discord.Models;
using Bronx.Platform.Commands.Gates;

namespace Bronx.Platform.People;

/// <summary>The pauses between two uses of a command that are kept over a restart.</summary>
internal sealed class PausePersonalData(CooldownStore store, TimeProvider clock) : IPersonalData
{
    public string Title => "Pauses";

    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct) =>
        [new PersonalTable("pauses", ["command", "until"], [.. (await store.OfAsync(person, ct)).Select(pause => (IReadOnlyList<object?>)[pause.Command, pause.Until])])];

    /// <summary>A pause that runs stays: to be erased must not be a way round it. It goes by itself when it ends.</summary>
    public async Task<Erasure> EraseAsync(UserId person, CancellationToken ct)
    {
        var gone = await store.DropEndedAsync(person, clock.GetUtcNow(), ct);
        var runs = (await store.OfAsync(person, ct)).Count > 0;
        return new Erasure(gone, runs ? "Pauses between two uses of a command that still run, until they end." : null);
    }
}
