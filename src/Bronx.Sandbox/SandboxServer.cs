using System.Net;
using Bronx.Sandbox.Faults;
using Bronx.Sandbox.Gateway;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.Limits;
using Bronx.Sandbox.Load;
using Bronx.Sandbox.People;
using Bronx.Sandbox.Playground;
using Bronx.Sandbox.Rest;
using Bronx.Sandbox.SignIn;
using Bronx.Sandbox.Worlds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bronx.Sandbox;

/// <summary>
/// A Discord stand-in on loopback: gateway and REST v10 for a bot, a chat page for people, and for tests the hands of those people
/// and a switch for faults.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly InteractionDesk _desk;
    private readonly GatewayHub _hub;
    private readonly Threads _threads;
    private readonly PeopleDirectory _people;
    private readonly WorldKeeper? _keeper;

    private SandboxServer(
        WebApplication app, Uri address, World world, InteractionDesk desk, GatewayHub hub, Threads threads, FaultSwitch faults, LoadDriver load, PeopleDirectory people, WorldKeeper? keeper)
    {
        _app = app;
        _desk = desk;
        _hub = hub;
        _threads = threads;
        _people = people;
        _keeper = keeper;
        Address = address;
        World = world;
        Faults = faults;
        Load = load;
    }

    /// <summary>For example <c>http://127.0.0.1:5001/</c>.</summary>
    public Uri Address { get; }

    /// <summary>What a bot takes instead of <c>https://discord.com/api/v10</c>; without a slash at the end.</summary>
    public Uri ApiBaseAddress => new(Address, "api/v10");

    /// <summary>The page on which people sign in; takes what <c>https://discord.com/oauth2/authorize</c> takes.</summary>
    public Uri AuthorizeAddress => new(Address, "oauth2/authorize");

    /// <summary>The chat page.</summary>
    public Uri PlaygroundAddress => new(Address, "playground/");

    /// <summary>The dashboard of the bot that uses this sandbox, for the chat page to link to; null (the default) shows no link.</summary>
    public Uri? DashboardAddress
    {
        get => World.Dashboard;
        set => World.Dashboard = value;
    }

    /// <summary>What exists: the seeded demo server, or what was kept of it.</summary>
    public World World { get; }

    /// <summary>Makes things go wrong.</summary>
    public FaultSwitch Faults { get; }

    /// <summary>People in numbers, for measuring a bot under load.</summary>
    public LoadDriver Load { get; }

    /// <summary>What the bot's side of the wire came to so far.</summary>
    public WireFigures Wire => Figures(World, _hub);

    /// <summary>
    /// Starts to listen. Throws <see cref="SandboxStartException"/> with one readable line if an option is wrong, the port is taken or
    /// the kept world cannot be read.
    /// </summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellation)
    {
        options.Validate();
        var world = DemoWorld.Create(clock, options.Seed, options.HistoryLimit, options.PrivilegedIntents, options.Guilds - 1, options.PeoplePerGuild);
        var keeper = options.WorldFile is { } file ? WorldKeeper.Open(world, file, loggers.CreateLogger<WorldKeeper>()) : null;
        var desk = new InteractionDesk(world);
        var threads = new Threads(world);
        threads.BeginAgain();
        var writer = new MessageWriter(world, threads);
        var actions = new PersonActions(world, writer, desk, new Membership(world), threads);
        var hub = new GatewayHub(world, options);
        var live = new LiveHub(world);
        var people = new PeopleDirectory(world, actions);
        var faults = new FaultSwitch(world, hub);
        var load = new LoadDriver(world, actions);
        var grants = new GrantDesk(world);
        var gateway = new GatewayServer(world, hub, options, loggers.CreateLogger<GatewayServer>());
        var gatewayUrl = new Uri("ws://127.0.0.1/gateway");
        var routes = RouteList.Build(world, writer, desk, hub, threads, options, () => gatewayUrl);
        var rest = new RestServer(world, routes, options, new RateLimiter(clock, options.GlobalLimit),
            new InvalidRequestWatch(clock, options.InvalidRequestLimit), hub.Tally, load, grants, faults, loggers.CreateLogger<RestServer>());
        var playground = new PlaygroundServer(world, actions, hub, live, faults);

        var app = Build(options, loggers);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        app.Run(new FrontDoor(rest, gateway, playground, new LoadServer(load, () => Figures(world, hub)), new SignInServer(world, grants, options), world).HandleAsync);
        try
        {
            await ListenAsync(app, options, cancellation);
        }
        catch
        {
            // Nobody will dispose of a server that never came to be.
            if (keeper is not null)
            {
                await keeper.DisposeAsync();
            }

            throw;
        }

        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
        gatewayUrl = new UriBuilder(new Uri(address, "gateway")) { Scheme = "ws" }.Uri;
        gateway.ResumeUrl = new UriBuilder(new Uri(address, "gateway/resume")) { Scheme = "ws" }.Uri;
        world.Origin = address;
        return new SandboxServer(app, address, world, desk, hub, threads, faults, load, people, keeper);
    }

    /// <summary>A person of the world by persona (owner, moderator, member, newcomer), user name or display name; the same object each time.</summary>
    public SandboxPerson As(string name) => _people.As(name);

    /// <summary>Somebody new to Discord, in no server yet; <see cref="SandboxPerson.JoinAsync"/> brings them in. Throws <see cref="SandboxRefusal"/> if the name is taken.</summary>
    public SandboxPerson NewPerson(string name) => _people.NewPerson(name);

    /// <summary>Whether newcomers to the demo server agree to its rules before they take part (membership screening).</summary>
    public void SetScreening(bool on)
    {
        lock (World.Gate)
        {
            var guild = World.TouchedGuilds.First();
            guild.Screening = on;
            World.Emit(new GuildChanged(guild));
        }
    }

    /// <summary>What the bot's own role may do in the demo server, as its owner would switch it.</summary>
    /// <param name="permissions">The bit field of Discord's documentation (topics, Permissions).</param>
    public void SetBotPermissions(ulong permissions)
    {
        lock (World.Gate)
        {
            var guild = World.TouchedGuilds.First();
            var role = guild.Roles.First(role => role.BotId == World.Bot.Id);
            role.Permissions = (Permission)permissions;
            World.Emit(new RoleChanged(guild, role));
        }
    }

    /// <summary>Writes the world to its file now, if it has one; otherwise does nothing. It is also written every few seconds and at the end.</summary>
    public Task SaveAsync(CancellationToken cancellation) => _keeper?.SaveAsync(cancellation) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Faults.Dispose();
        Faults.DropSockets();
        using var soon = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
        _desk.Dispose();
        _threads.Dispose();
        if (_keeper is not null)
        {
            await _keeper.DisposeAsync();
        }
    }

    private static WireFigures Figures(World world, GatewayHub hub)
    {
        lock (world.Gate)
        {
            return hub.Tally.Read(hub.Sessions.Count(session => session.Connection is not null), hub.Connections.Sum(connection => connection.Waiting));
        }
    }

    private static WebApplication Build(SandboxOptions options, ILoggerFactory loggers)
    {
        // The empty builder reads no environment and no files: what is in the host's settings is not meant for this server.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 26 * 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        return builder.Build();
    }

    private static async Task ListenAsync(WebApplication app, SandboxOptions options, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException taken)
        {
            await app.DisposeAsync();
            throw new SandboxStartException($"The sandbox cannot listen on port {options.Port} of 127.0.0.1, which is in use. Choose another port, or 0 for any free one.", taken);
        }
    }
}
