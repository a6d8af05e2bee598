using Bronx.Platform.Commands;
using Bronx.Platform.Configuration;
using Bronx.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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
