using Bronx.Platform.Configuration;

namespace Bronx.Host.Settings;

/// <summary>The built-in Discord stand-in. Loopback only.</summary>
public sealed record SandboxSettings
{
    [Setting("Port of the sandbox and its playground.", Example = "5001", Min = 0, Max = 65_535, DefaultIs = "the dashboard's port + 1, or any free one when that is taken")]
    public int? Port { get; init; }

    [Setting("Seed of the demo server: the same seed gives the same people and ids.", Example = "1", Min = 1, Max = 1_000_000)]
    public int Seed { get; init; } = 1;

    [Setting("Servers that the bot is in, in the sandbox: the demo server and further ones that come into being when they are used.", Example = "1000", Min = 1, Max = 1_000_000)]
    public int Guilds { get; init; } = 1;

    [Setting("People in each of the further servers, beside its owner and the bot.", Example = "20", Min = 0, Max = 10_000)]
    public int PeoplePerGuild { get; init; }
}
