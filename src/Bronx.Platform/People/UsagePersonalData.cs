using Bronx.Discord.Models;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.People;

/// <summary>How often somebody used commands, and their latest uses.</summary>
internal sealed class UsagePersonalData(UsageTracker tracker) : IPersonalData
{
    public string Title => "Uses of commands";

    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct)
    {
        var uses = await tracker.UsesOfAsync(person, ct);
        return
        [
            new PersonalTable("in all", ["uses", "last"], uses.Count == 0 ? [] : [[uses.Count, uses.Last]]),
            new PersonalTable(
                "latest", ["when", "command", "form", "end", "milliseconds", "server"],
                [.. uses.Latest.Select(use => (IReadOnlyList<object?>)[use.At, use.Command, use.Form.ToString(), use.End.ToString(), (long)use.Duration.TotalMilliseconds, use.Guild?.ToString()])]),
        ];
    }

    public async Task<Erasure> EraseAsync(UserId person, CancellationToken ct) =>
        new(await tracker.ForgetAsync(person, ct), "The totals of all commands keep your uses, as numbers without a name.");
}
