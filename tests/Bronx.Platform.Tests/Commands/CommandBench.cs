using System.Text.Json;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Gates;
using Bronx.Platform.Commands.Pipeline;
using Bronx.Platform.Commands.Replies;
using Bronx.Platform.Configuration;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Platform.Tests.Commands;

/// <summary>The whole command side, real but for Discord itself: a recording wire and a small server stand at its edges.</summary>
internal sealed class CommandBench : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bronx-commands-");
    private readonly ServiceProvider _services;
    private readonly Database _database;
    private ulong _nextEvent = 200_000_000_000_000_000;

    private CommandBench(HeldClock clock, IReadOnlyDictionary<string, string?> settings, Action<FeatureRegistration> register, Database? database)
    {
        Clock = clock;
        _database = database ?? Database.OpenAsync(
            new StorageOptions { DataDirectory = _directory.FullName }, [CooldownStore.Migrations, OptionStore.Migrations], clock, NullLoggerFactory.Instance, default).GetAwaiter().GetResult();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Debug));
        services.AddMetrics();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<ICommandWire>(Wire);
        services.AddSingleton<IGuildDirectory>(World);
        services.AddSingleton(_database);
        services.AddSingleton<RecordUse>(Record);
        services.AddPlatform(new SettingsCatalogue(), new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), [new Slice(register)]);
        // Not validated as a whole: ledger, usage and Discord itself, which other parts want, are not here.
        _services = services.BuildServiceProvider();
        Router = _services.GetRequiredService<CommandRouter>();
        _services.GetRequiredService<BotIdentity>().Learn(TestWorld.Bot, new AppId(77));
    }

    public HeldClock Clock { get; }

    public RecordingWire Wire { get; } = new();

    public TestWorld World { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public List<CommandUse> Uses { get; } = [];

    public CommandRouter Router { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static CommandBench With(Action<FeatureRegistration> register, params (string Key, string Value)[] settings) =>
        new(new HeldClock(), settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value), register, database: null);

    /// <summary>Another process on the same data.</summary>
    public CommandBench Restarted(Action<FeatureRegistration> register) => new(Clock, new Dictionary<string, string?>(), register, _database);

    /// <summary>Somebody writes, and everything that follows has ended.</summary>
    public async Task SayAsync(string text, User? by = null, ulong? id = null, Func<Message, Message>? but = null)
    {
        Post(text, by, id, but);
        await Router.WhenIdleAsync().WaitAsync(Patience.Long);
    }

    /// <summary>Somebody writes.</summary>
    public void Post(string text, User? by = null, ulong? id = null, Func<Message, Message>? but = null)
    {
        var message = new Message
        {
            Id = new MessageId(id ?? ++_nextEvent),
            ChannelId = TestWorld.Channel,
            GuildId = TestWorld.Guild,
            Author = by ?? TestWorld.Ada,
            Member = new Member(),
            Content = text,
        };
        Router.Accept(but is null ? message : but(message));
    }

    /// <summary>Somebody uses a slash command, and everything that follows has ended.</summary>
    public async Task SlashAsync(string name, params (string Name, object Value)[] options)
    {
        Begin(name, options);
        await Router.WhenIdleAsync().WaitAsync(Patience.Long);
    }

    public void Begin(string name, params (string Name, object Value)[] options)
    {
        var words = name.Split(' ');
        List<InteractionOption> given = [.. options.Select(option => new InteractionOption
        {
            Name = option.Name,
            Type = option.Value is long or int ? CommandOptionType.Integer : CommandOptionType.String,
            Value = JsonSerializer.SerializeToElement(option.Value),
        })];
        foreach (var word in words.Skip(1).Reverse())
        {
            given = [new InteractionOption { Name = word, Type = CommandOptionType.Subcommand, Options = given }];
        }

        Router.Accept(Interaction(InteractionType.Command, new() { Name = words[0], Options = given }));
    }

    /// <summary>Somebody presses a button, and everything that follows has ended.</summary>
    public async Task PressAsync(string customId, User? by = null, ulong? id = null)
    {
        Press(customId, by, id);
        await Router.WhenIdleAsync().WaitAsync(Patience.Long);
    }

    public void Press(string customId, User? by = null, ulong? id = null) =>
        Router.Accept(Interaction(InteractionType.Component, new() { CustomId = customId, ComponentType = ComponentType.Button }, by, id) with { Message = On });

    public async Task SubmitAsync(string customId, params (string Field, string Value)[] fields)
    {
        IReadOnlyList<Component> components = [.. fields.Select(field => new Component { Type = ComponentType.Label, Child = new() { Type = ComponentType.TextInput, CustomId = field.Field, Value = field.Value } })];
        Router.Accept(Interaction(InteractionType.ModalSubmit, new() { CustomId = customId, Components = components }) with { Message = On });
        await Router.WhenIdleAsync().WaitAsync(Patience.Long);
    }

    public Interaction Interaction(InteractionType type, InteractionPayload payload, User? by = null, ulong? id = null) => new()
    {
        Id = new InteractionId(id ?? ++_nextEvent),
        ApplicationId = new AppId(77),
        Type = type,
        Token = "token",
        GuildId = TestWorld.Guild,
        ChannelId = TestWorld.Channel,
        Member = new Member { User = by ?? TestWorld.Ada, Permissions = TestWorld.Ordinary },
        AppPermissions = World.Own,
        Data = payload,
    };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private static Message On => new() { Id = new MessageId(300_000_000_000_000_000), ChannelId = TestWorld.Channel, Author = TestWorld.Bot };

    private void Record(in CommandUse use)
    {
        lock (Uses)
        {
            Uses.Add(use);
        }
    }

    private sealed class Slice(Action<FeatureRegistration> register) : IFeature
    {
        public string Name => "Test";

        public void Register(FeatureRegistration slice) => register(slice);
    }
}
