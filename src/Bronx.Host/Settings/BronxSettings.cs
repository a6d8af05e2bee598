using Bronx.Features;
using Bronx.Platform;
using Bronx.Platform.Configuration;
using Bronx.Platform.Reporting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Host.Settings;

/// <summary>All settings of one run, validated.</summary>
public sealed record BronxSettings
{
    public required DiscordSettings Discord { get; init; }

    public required DashboardSettings Dashboard { get; init; }

    public required SandboxSettings Sandbox { get; init; }

    public required StorageSettings Storage { get; init; }

    public required LoggingSettings Logging { get; init; }

    public required ProcessSettings Process { get; init; }

    public required PushOptions Push { get; init; }

    /// <summary>What the slices read theirs from.</summary>
    public required IConfiguration Configuration { get; init; }

    public required SettingsCatalogue Settings { get; init; }

    /// <summary>Every setting there is, the slices' included.</summary>
    public static SettingsCatalogue Catalogue()
    {
        var catalogue = new SettingsCatalogue()
            .Add<DiscordSettings>("Discord")
            .Add<DashboardSettings>("Dashboard")
            .Add<SandboxSettings>("Sandbox")
            .Add<StorageSettings>("Storage")
            .Add<LoggingSettings>("Logging")
            .Add<ProcessSettings>("Process")
            .Add<PushOptions>("Push");
        new ServiceCollection().AddPlatform(catalogue, new ConfigurationBuilder().Build(), FeatureList.All);
        return catalogue;
    }

    /// <exception cref="SettingException">A value cannot be obeyed.</exception>
    public static BronxSettings Read(SettingsCatalogue catalogue, IConfiguration configuration) => new()
    {
        Discord = catalogue.Bind<DiscordSettings>(configuration),
        Dashboard = catalogue.Bind<DashboardSettings>(configuration),
        Sandbox = catalogue.Bind<SandboxSettings>(configuration),
        Storage = catalogue.Bind<StorageSettings>(configuration),
        Logging = catalogue.Bind<LoggingSettings>(configuration),
        Process = catalogue.Bind<ProcessSettings>(configuration),
        Push = catalogue.Bind<PushOptions>(configuration),
        Configuration = configuration,
        Settings = catalogue,
    };
}
