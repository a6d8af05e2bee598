using Bronx.Features;
using Bronx.Host.Settings;
using Bronx.Platform;
using Bronx.Platform.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Host.CommandLine;

/// <summary><c>bronx check</c>: builds everything that can be built without network and data, and says what it found.</summary>
internal static class CheckVerb
{
    public static Task<int> RunAsync(BronxSettings settings, CancellationToken ct)
    {
        using var services = new ServiceCollection().AddPlatform(settings.Settings, settings.Configuration, FeatureList.All).BuildServiceProvider();
        var registry = services.GetRequiredService<CommandRegistry>();
        Console.WriteLine($"Settings, {registry.Commands.Count} commands of {FeatureList.All.Count} features and their slash forms are in order.");
        return Task.FromResult(0);
    }
}
