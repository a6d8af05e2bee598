using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Settings;

/// <summary>Whose settings a command is about: the same seven commands stand for a server and for the caller.</summary>
internal interface IWhose
{
    static abstract OptionScope Scope { get; }

    /// <summary>The first words of the commands.</summary>
    static abstract string Name { get; }

    /// <summary>The last part of component routes.</summary>
    static abstract string Route { get; }

    /// <summary>What the caller must be allowed to do.</summary>
    static abstract Permissions Needs { get; }

    static abstract OptionTarget TargetOf(Call call);
}

/// <summary>The server in which the command is given.</summary>
internal sealed class ServerSettings : IWhose
{
    public static OptionScope Scope => OptionScope.Server;

    public static string Name => "settings";

    public static string Route => "server";

    public static Permissions Needs => Permissions.ManageGuild;

    public static OptionTarget TargetOf(Call call) => call.Guild ?? throw new InvalidOperationException("Only in servers.");
}

/// <summary>The caller, wherever they are.</summary>
internal sealed class OwnSettings : IWhose
{
    public static OptionScope Scope => OptionScope.Person;

    public static string Name => "settings me";

    public static string Route => "me";

    public static Permissions Needs => Permissions.None;

    public static OptionTarget TargetOf(Call call) => call.Caller.Id;
}

/// <summary>What follows from whose settings they are.</summary>
internal static class Whose
{
    public static CommandDefinition Define<TWhose>(string verb, string ofServer, string ofPerson)
        where TWhose : IWhose => new($"{TWhose.Name} {verb}", "Settings", TWhose.Scope == OptionScope.Server ? ofServer : ofPerson)
        {
            CallerNeeds = TWhose.Needs,
            ServerOnly = TWhose.Scope == OptionScope.Server,
            EphemeralOnSlash = true,
        };

    /// <summary>Who chooses, as a member with their name; null for a person's own settings.</summary>
    public static Member? ChooserOf<TWhose>(Call call)
        where TWhose : IWhose => TWhose.Scope == OptionScope.Server && call.Member is { } member ? member with { User = call.Caller } : null;
}
