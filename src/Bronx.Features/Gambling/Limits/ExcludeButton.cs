using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling.Limits;

/// <summary>Yes to a break from the games. It begins with the press and can only be made longer.</summary>
internal sealed class ExcludeButton(LimitStore store, TimeProvider time) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("limits.exclude", LimitsExcludeCommand.Name);

    public static string Id(UserId person, TimeSpan span) =>
        ComponentId.For(Definition.Route, person, ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        var seconds = call.State is [var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        var span = TimeSpan.FromSeconds(Math.Clamp(seconds, (long)LimitRules.ShortestExclusion.TotalSeconds, (long)LimitRules.LongestExclusion.TotalSeconds));
        var until = time.GetUtcNow() + span;
        var limits = await store.ChangeAsync(call.Caller.Id, before => LimitRules.WithExclusion(before, until), ct);
        return new CommandOutcome.Updated(LimitTexts.Excluded(limits.ExcludedUntil!.Value));
    }
}
