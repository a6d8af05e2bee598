using Bronx.Dashboard.SignIn;
using Bronx.Host.Settings;
using Bronx.Sandbox;
using Microsoft.Extensions.Logging;

namespace Bronx.Host.Roles;

/// <summary>The stand-in for Discord in the bot's own process, and what the bot needs to know of it.</summary>
/// <param name="Token">What a bot says to it.</param>
/// <param name="ClientSecret">What a dashboard says to it when somebody signs in.</param>
internal sealed record SandboxStart(SandboxServer Server, string Token, string ClientSecret)
{
    public static async Task<SandboxStart> StartAsync(BronxSettings settings, RunSeams seams, ILoggerFactory logs, CancellationToken ct)
    {
        var wanted = settings.Sandbox.Port ?? (settings.Dashboard.Port is 0 or 65_535 ? 0 : settings.Dashboard.Port + 1);
        var options = seams.Sandbox(new SandboxOptions
        {
            Port = wanted,
            Seed = settings.Sandbox.Seed,
            Guilds = settings.Sandbox.Guilds,
            PeoplePerGuild = settings.Sandbox.PeoplePerGuild,
            WorldFile = Path.Combine(settings.Storage.DataDirectory, "sandbox.json"),
        });
        try
        {
            return await ListenAsync(options);
        }
        catch (Exception fault) when (StartException.IsPortTaken(fault))
        {
            if (settings.Sandbox.Port is not null)
            {
                throw new StartException($"Port {wanted} is already in use, so the sandbox cannot listen there. Stop the other program or set BRONX_Sandbox__Port to another port.", fault);
            }

            return await ListenAsync(options with { Port = 0 });
        }

        async Task<SandboxStart> ListenAsync(SandboxOptions chosen) =>
            new(await SandboxServer.StartAsync(chosen, seams.Clock, logs, ct), chosen.BotToken, chosen.ClientSecret);
    }

    /// <summary>How the dashboard signs people in: by the sandbox's own consent page; with Discord when the application's secret is known; else not at all.</summary>
    public static SignInOptions? SignIn(SandboxStart? sandbox, BronxSettings settings)
    {
        if (sandbox is not null)
        {
            return new()
            {
                AuthorizeAddress = sandbox.Server.AuthorizeAddress,
                ApiBaseAddress = sandbox.Server.ApiBaseAddress,
                ClientSecret = sandbox.ClientSecret,
                PublicAddress = settings.Dashboard.PublicAddress,
            };
        }

        return settings.Discord.ClientSecret is not { } secret
            ? null
            : new()
            {
                AuthorizeAddress = new Uri(settings.Discord.ApiBaseAddress, "/oauth2/authorize"),
                ApiBaseAddress = settings.Discord.ApiBaseAddress,
                ClientSecret = secret.Reveal(),
                PublicAddress = settings.Dashboard.PublicAddress,
            };
    }
}
