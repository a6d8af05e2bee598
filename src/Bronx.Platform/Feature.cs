using Bronx.Discord.Gateway;
using Bronx.Platform.Commands;
using Bronx.Platform.Configuration;
using Bronx.Platform.Events;
using Bronx.Platform.Jobs;
using Bronx.Platform.Options;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bronx.Platform;

/// <summary>One slice of what the bot can do. Listed in <c>FeatureList</c>; nothing is found by scanning.</summary>
public interface IFeature
{
    /// <summary>Its folder's name.</summary>
    string Name { get; }

    /// <summary>Says what the slice consists of. Declarative: no work here.</summary>
    void Register(FeatureRegistration slice);
}

/// <summary>The one way in for a slice.</summary>
public sealed class FeatureRegistration(IServiceCollection services, SettingsCatalogue catalogue, IConfiguration configuration)
{
    /// <summary>For what a slice needs beyond the declarations here: its store, its rules' source of chance.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>Adds a command; one instance serves all calls.</summary>
    public FeatureRegistration Command<T>()
        where T : class, ICommand
    {
        Services.AddSingleton<T>();
        Services.AddSingleton(new CommandEntry(T.Definition, static provider => provider.GetRequiredService<T>().RunAsync));
        return this;
    }

    /// <summary>Adds what answers a button, select or modal.</summary>
    public FeatureRegistration Component<T>()
        where T : class, IComponent
    {
        Services.AddSingleton<T>();
        Services.AddSingleton(new ComponentEntry(T.Definition, static provider => provider.GetRequiredService<T>().RunAsync));
        return this;
    }

    /// <summary>Adds a gate that every call passes.</summary>
    public FeatureRegistration Gate<T>()
        where T : Gate
    {
        Services.AddSingleton<T>();
        Services.AddSingleton<Gate>(static provider => provider.GetRequiredService<T>());
        return this;
    }

    /// <summary>Adds work that runs by schedule.</summary>
    public FeatureRegistration Job<T>()
        where T : class, IJob
    {
        Services.AddJob<T>();
        return this;
    }

    /// <summary>Adds what happens once at the start, before the first command is taken.</summary>
    public FeatureRegistration AtStart<T>()
        where T : class, IStartUp
    {
        Services.TryAddSingleton<T>();
        Services.AddSingleton<IStartUp>(static provider => provider.GetRequiredService<T>());
        return this;
    }

    /// <summary>Adds what hears one kind of event from the gateway.</summary>
    public FeatureRegistration Listener<T, TEvent>()
        where T : class, IListener<TEvent>
        where TEvent : GatewayEvent
    {
        Services.TryAddSingleton<T>();
        Services.AddSingleton(ListenerEntry.Of<T, TEvent>());
        return this;
    }

    /// <summary>Adds what the slice knows of people, for <c>mydata</c>.</summary>
    public FeatureRegistration PersonalData<T>()
        where T : class, IPersonalData
    {
        Services.TryAddSingleton<T>();
        Services.AddSingleton<IPersonalData>(static provider => provider.GetRequiredService<T>());
        return this;
    }

    /// <summary>Adds what servers or persons can choose of this slice.</summary>
    public FeatureRegistration Choices(OptionSchema schema)
    {
        Services.AddSingleton(schema);
        return this;
    }

    /// <summary>Adds the slice's tables.</summary>
    public FeatureRegistration Migrations(MigrationSet set)
    {
        Services.AddSingleton(set);
        return this;
    }

    /// <summary>Binds a section, checks it now, and makes it available as <typeparamref name="TOptions"/>.</summary>
    /// <exception cref="SettingException">A value cannot be obeyed; the message names the key, the problem and an example.</exception>
    public FeatureRegistration Options<TOptions>(string section)
        where TOptions : class, new()
    {
        Services.AddSingleton(catalogue.Add<TOptions>(section).Bind<TOptions>(configuration));
        return this;
    }
}
