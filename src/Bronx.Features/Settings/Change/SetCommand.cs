using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Settings.Change;

/// <summary>Changes one option.</summary>
internal sealed class SetCommand<TWhose>(OptionDesk desk, ChangeTexts texts) : ICommand
    where TWhose : IWhose
{
    private const int LongestValue = 4000;

    private static readonly Parameter<string> Key = Parameters.OptionKey("key", "Which setting, as the view names it", TWhose.Scope, alsoSchemas: false);
    private static readonly Parameter<string> Value = Parameters.Rest("value", "What it shall be; none or off where that makes sense", LongestValue);

    public static CommandDefinition Definition { get; } = Whose.Define<TWhose>("set", "Change one setting of this server", "Change one setting of your own") with
    {
        Parameters = [Key, Value],
        Examples = TWhose.Scope == OptionScope.Server ? ["settings set server.prefix b!"] : ["settings me set privacy.leaderboards off"],
        Details = "It counts at once. Channels and roles go by name or mention, several of them with commas between.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var outcome = await desk.ChangeAsync(
            TWhose.TargetOf(call),
            new Dictionary<string, string?>(StringComparer.Ordinal) { [call.Get(Key)] = call.Get(Value) },
            new OptionCause(call.Caller.Id, "settings command"),
            Whose.ChooserOf<TWhose>(call),
            ct);
        return texts.Tell<TWhose>(call, outcome, "Changed");
    }
}
