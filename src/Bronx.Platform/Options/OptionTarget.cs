using Bronx.Discord.Models;

namespace Bronx.Platform.Options;

/// <summary>Whose options they are.</summary>
public enum OptionScope
{
    Server = 0,
    Person = 1,
}

/// <summary>One server or one person.</summary>
public readonly record struct OptionTarget(OptionScope Scope, ulong Owner)
{
    public static implicit operator OptionTarget(GuildId guild) => new(OptionScope.Server, guild.Value);

    public static implicit operator OptionTarget(UserId person) => new(OptionScope.Person, person.Value);
}
