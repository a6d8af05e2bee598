using Bronx.Platform.Configuration;
using Microsoft.Extensions.Logging;

namespace Bronx.Host.Settings;

/// <summary>What the console shows beside the first lines.</summary>
public sealed record LoggingSettings
{
    [Setting("The least important message that is written to the console.", Example = "Information")]
    public LogLevel Level { get; init; } = LogLevel.Warning;
}
