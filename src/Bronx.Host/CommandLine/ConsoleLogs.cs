using Bronx.Host.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Bronx.Host.CommandLine;

/// <summary>One line per message on the error output, in UTC.</summary>
internal static class ConsoleLogs
{
    public static ILoggerFactory Create(LoggingSettings settings) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(settings.Level);
        // A failed health check or a viewer who left is no news for the console of the person who runs the bot.
        logging.AddFilter("Microsoft.AspNetCore", settings.Level < LogLevel.Information ? settings.Level : LogLevel.Error);
        // A start that failed is told in one line by the verb that failed.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
