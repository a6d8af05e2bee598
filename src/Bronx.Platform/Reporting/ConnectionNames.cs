using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Reporting;

/// <summary>How a connection's state is spelled where programs read it.</summary>
public static class ConnectionNames
{
    private static readonly Dictionary<BotConnection, string> Names = new()
    {
        [BotConnection.Live] = "live",
        [BotConnection.Connecting] = "connecting",
        [BotConnection.Interrupted] = "interrupted",
        [BotConnection.Refused] = "refused",
        [BotConnection.Stopped] = "stopped",
        [BotConnection.Unreported] = "unreported",
    };

    public static string Of(BotConnection connection) => Names[connection];

    /// <returns>Null for a name that nobody gave.</returns>
    public static BotConnection? Parse(string name) =>
        Names.FirstOrDefault(pair => pair.Value == name) is { Value: not null } found ? found.Key : null;
}
