using System.Security.Cryptography;
using Bronx.Discord;
using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Confirming;
using Bronx.Platform.Commands.Gates;
using Bronx.Platform.Commands.Intake;
using Bronx.Platform.Commands.Pipeline;
using Bronx.Platform.Commands.Replies;
using Bronx.Platform.Configuration;
using Bronx.Platform.Events;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform;

/// <summary>What the platform brings into the container.</summary>
public static class PlatformSetup
{
    /// <summary>
    /// Adds options, registry, gates, pipeline and router, and every slice. The caller adds what is opened at run time: the database,
    /// the ledger, the usage tracker and the connection to Discord.
    /// </summary>
    /// <param name="catalogue">Learns the settings of the platform and of every slice.</param>
    /// <exception cref="SettingException">A setting cannot be obeyed.</exception>
    public static IServiceCollection AddPlatform(
        this IServiceCollection services, SettingsCatalogue catalogue, IConfiguration configuration, IReadOnlyList<IFeature> features)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(RandomNumberGenerator.Create());
        services.AddSingleton(catalogue.Add<CommandOptions>("Commands").Bind<CommandOptions>(configuration));
        services.AddSingleton(static provider => new CommandRegistry(
            provider.GetServices<CommandEntry>().Select(entry => entry.Definition),
            provider.GetServices<ComponentEntry>().Select(entry => entry.Definition)));

        services.TryAddSingleton<IGuildDirectory, DiscordGuildDirectory>();
        services.TryAddSingleton<IGuildWire, DiscordGuildWire>();
        services.TryAddSingleton<ICommandWire, DiscordCommandWire>();
        services.TryAddSingleton<RecordUse>(static provider => provider.GetRequiredService<UsageTracker>().Record);
        services.AddSingleton<BotIdentity>();
        services.AddSingleton<CallMetrics>();
        services.AddSingleton<ErrorIds>();
        services.AddSingleton<CommandTable>();
        services.AddSingleton(CooldownStore.Migrations);
        services.AddSingleton<CooldownStore>();
        services.AddSingleton<CooldownGate>();
        services.AddSingleton<Gate>(static provider => provider.GetRequiredService<CooldownGate>());
        services.AddSingleton<Gate, PermissionGate>();
        services.AddSingleton<IPersonalData, LedgerPersonalData>();
        services.AddSingleton<IPersonalData, PausePersonalData>();
        services.AddSingleton<IPersonalData, UsagePersonalData>();
        services.AddSingleton<CommandPipeline>();
        services.AddSingleton<MessageIntake>();
        services.AddSingleton<InteractionIntake>();

        // Constructors that take internal types are not public, so these two are built by hand.
        services.AddSingleton(static provider => new SlashRegistration(
            provider.GetRequiredService<CommandRegistry>(),
            provider.GetRequiredService<ICommandWire>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SlashRegistration>>()));
        services.AddSingleton(static provider => new ReplyEditor(provider.GetRequiredService<ICommandWire>()));
        services.AddSingleton(static provider => new CommandRouter(
            provider.GetRequiredService<MessageIntake>(),
            provider.GetRequiredService<InteractionIntake>(),
            provider.GetRequiredService<CommandPipeline>(),
            provider.GetRequiredService<CommandOptions>(),
            provider.GetRequiredService<SlashRegistration>(),
            provider.GetRequiredService<BotIdentity>(),
            provider.GetRequiredService<ICommandWire>(),
            provider.GetRequiredService<CallMetrics>(),
            provider.GetRequiredService<ILogger<CommandRouter>>()));

        services.AddSingleton(static provider => new OptionCatalogue(provider.GetServices<OptionSchema>()));
        services.AddSingleton(OptionStore.Migrations);
        services.AddSingleton<OptionStore>();
        services.AddSingleton<OptionInServer>();
        services.AddSingleton(ServerPrefix.Schema);
        services.AddSingleton(PersonChoices.Privacy);
        services.AddSingleton<ServerPrefix>();
        services.AddSingleton<OptionDesk>();
        services.AddSingleton<Confirmations>();
        services.AddSingleton<Afterwards>();
        services.AddSingleton(static provider => DirectLine.Over(provider.GetRequiredService<DiscordClient>(), provider.GetRequiredService<OptionBook>()));
        services.AddSingleton(static provider => new OptionBook(
            provider.GetRequiredService<OptionCatalogue>(),
            provider.GetRequiredService<OptionStore>(),
            new OptionRelay(provider.GetRequiredService<Database>())));
        services.AddSingleton<IStartUp>(static provider => provider.GetRequiredService<OptionBook>());
        services.AddSingleton<IPersonalData, OptionPersonalData>();
        services.AddSingleton(static provider => new SliceEvents(provider, provider.GetServices<IStartUp>(), provider.GetServices<ListenerEntry>()));

        services.AddOperations(catalogue, configuration);

        var slices = new FeatureRegistration(services, catalogue, configuration);
        foreach (var feature in features)
        {
            feature.Register(slices);
        }

        return services;
    }
}
