using System.Security.Cryptography;
using Bronx.Platform.Commands;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bronx.Platform;

/// <summary>What the platform brings into the container.</summary>
public static class PlatformSetup
{
    /// <summary>
    /// Adds options, registry, gates, pipeline and router, and every slice. The caller adds what is opened at run time: the database,
    /// the ledger, the usage tracker and the connection to Discord.
    /// </summary>
    /// <exception cref="OptionException">A setting cannot be used.</exception>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<IFeature> features)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(RandomNumberGenerator.Create());
        services.AddSingleton(OptionsReader.Read<CommandOptions>(configuration, "Commands"));
        services.AddSingleton(static provider => new CommandRegistry(
            provider.GetServices<CommandEntry>().Select(entry => entry.Definition),
            provider.GetServices<ComponentEntry>().Select(entry => entry.Definition)));

        var slices = new FeatureRegistration(services, configuration);
        foreach (var feature in features)
        {
            feature.Register(slices);
        }

        return services;
    }
}
