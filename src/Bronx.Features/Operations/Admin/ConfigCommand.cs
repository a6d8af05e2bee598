using Bronx.Platform.Commands;
using Bronx.Platform.Configuration.Live;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.Operations.Admin;

/// <summary>Shows and changes settings while the bot runs.</summary>
internal sealed partial class ConfigCommand(LiveSettings settings, ILogger<ConfigCommand> log) : ICommand
{
    private static readonly Parameter<string> Key = Parameters.Word("key", "Which setting, like alerts.memory; without it you see all").Optional();
    private static readonly Parameter<string> Value = Parameters.Word("value", "Its new value; without it you see the present one").Optional();

    public static CommandDefinition Definition { get; } = new("admin config", "Owner", "See and change settings while I run")
    {
        Parameters = [Key, Value],
        Examples = ["admin config", "admin config alerts.memory", "admin config alerts.memory 600"],
        Details = "A change counts at once, in other processes within half a minute, and stays over restarts. Each is written down with who and when.",
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        if (!call.TryGet(Key, out var key))
        {
            return CommandOutcome.Say(AdminTexts.Settings([.. settings.All.Select(one => (one, settings.Of(one)))], call.Spelling(Definition.Name)));
        }

        if (settings.Find(key) is not { } setting)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, AdminTexts.NoSuchSetting(key, settings.All));
        }

        if (!call.TryGet(Value, out var text))
        {
            return CommandOutcome.Say(AdminTexts.Setting(setting, settings.Of(setting), await settings.ChangesAsync(setting, ct)));
        }

        if (setting.Read(text, out var value) is { } problem)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, AdminTexts.BadValue(setting, text, problem));
        }

        var before = await settings.ChangeAsync(setting, value, call.Caller.Id, ct);
        Log.Changed(log, setting.Key, before, value, call.Caller.Id.Value);
        return CommandOutcome.Say(AdminTexts.Changed(setting, before, value));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Setting {Key} changed from {Before} to {After} by {Owner}")]
        public static partial void Changed(ILogger logger, string key, long before, long after, ulong owner);
    }
}
