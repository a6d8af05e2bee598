using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Bronx.Host.Roles;
using Bronx.Host.Settings;
using Bronx.Platform.Jobs;
using Bronx.Sandbox;
using Bronx.Testing;
using Bronx.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bronx.Scenarios.Tests.Infrastructure;

/// <summary>
/// The whole bot against the sandbox, as <c>bronx run</c> starts it, on a clock we hold. Everything that crosses the wire is checked
/// against Discord's own description when it is disposed of.
/// </summary>
internal sealed class RunningBot : IAsyncDisposable
{
    /// <summary>While a scenario waits, held time passes as real time does: the bot's own pauses end, and nobody is hurried.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>A small part of the shortest time that a job may take.</summary>
    private static readonly TimeSpan Leap = TimeSpan.FromSeconds(1);

    /// <summary>While nobody's three seconds run: the pauses that limits ask for pass sooner.</summary>
    private static readonly TimeSpan Hurry = TimeSpan.FromMilliseconds(25);

    private readonly bool _ownsData;
    private readonly ILoggerFactory _logs;

    private RunningBot(BronxApp app, HeldClock clock, ConformanceRecorder wire, ConcurrentQueue<WireExchange> exchanges, string data, bool ownsData, CapturedLogs captured, ILoggerFactory logs)
    {
        App = app;
        Clock = clock;
        Wire = wire;
        Exchanges = exchanges;
        Data = data;
        Captured = captured;
        _ownsData = ownsData;
        _logs = logs;
    }

    public BronxApp App { get; }

    public HeldClock Clock { get; }

    public ConformanceRecorder Wire { get; }

    /// <summary>Everything that crossed the wire, in order.</summary>
    public IReadOnlyCollection<WireExchange> Exchanges { get; }

    /// <summary>The folder of its data.</summary>
    public string Data { get; }

    public CapturedLogs Captured { get; }

    public SandboxServer Sandbox => App.Sandbox!;

    /// <param name="data">A folder to start from; a fresh one, removed in the end, when null.</param>
    public static Task<RunningBot> StartAsync(string? data = null, HeldClock? clock = null, params (string Key, string Value)[] settings) =>
        StartInAsync(static world => world, data, clock, settings);

    /// <param name="world">Changes what the sandbox holds.</param>
    /// <inheritdoc cref="StartAsync"/>
    public static async Task<RunningBot> StartInAsync(
        Func<SandboxOptions, SandboxOptions> world, string? data = null, HeldClock? clock = null, params (string Key, string Value)[] settings)
    {
        clock ??= new HeldClock();
        var folder = data ?? Directory.CreateTempSubdirectory("bronx-scenario-").FullName;
        var wire = new ConformanceRecorder();
        var exchanges = new ConcurrentQueue<WireExchange>();
        void Record(WireExchange exchange)
        {
            exchanges.Enqueue(exchange);
            wire.Tap(exchange);
        }

        var captured = new CapturedLogs();
        var logs = LoggerFactory.Create(logging => logging.AddProvider(captured).SetMinimumLevel(LogLevel.Information));
        var catalogue = BronxSettings.Catalogue();
        var configuration = HostConfiguration.Load(
            catalogue,
            null,
            new Dictionary<string, string>(),
            settings.Append(("Dashboard:Port", "0")).Append(("Storage:DataDirectory", folder)).ToDictionary(pair => pair.Item1, pair => pair.Item2));
        var seams = new RunSeams { Clock = clock, Chance = static () => new Random(1), Sandbox = options => world(options) with { Tap = Record } };
        var starting = BronxApp.StartAsync(BronxSettings.Read(catalogue, configuration), seams, StartReport.Silent, logs, CancellationToken.None);
        var bot = new RunningBot(await LetPassAsync(clock, starting), clock, wire, exchanges, folder, data is null, captured, logs);
        await bot.UntilAsync(() => bot.IsLive);
        return bot;
    }

    private bool IsLive => App.Discord.Cache.GuildCount > 0 && App.Discord.Shards.All(shard => shard.State == Discord.Gateway.ConnectionState.Ready) && Sandbox.World.CommandNames.Count > 0;

    /// <summary>Whether a job of the bot's is under way; one that held time overtakes would be told to end.</summary>
    private bool IsBusy => App.Services.GetRequiredService<JobBoard>().Snapshot().Any(job => job is { IsLoop: false, Phase: JobPhase.Running });

    /// <summary>Lets a longer time pass, no faster than the jobs that fall due on the way can follow.</summary>
    public async Task LeapAsync(TimeSpan by)
    {
        for (var until = Clock.GetUtcNow() + by; Clock.GetUtcNow() < until;)
        {
            await UntilAsync(() => !IsBusy);
            var left = until - Clock.GetUtcNow();
            Clock.Advance(left < Leap ? left : Leap);
        }

        await UntilAsync(() => !IsBusy);
    }

    /// <summary>Waits for something while held time passes.</summary>
    public Task<T> DuringAsync<T>(Task<T> something) => LetPassAsync(Clock, something);

    /// <summary>Waits until something is so, while held time passes.</summary>
    /// <param name="step">How much held time passes with each look; long waits of the bot's may be hurried when no person waits.</param>
    public async Task UntilAsync(Func<bool> holds, TimeSpan? step = null, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience.Long)
            {
                throw new TimeoutException($"It never came to be: {what}. Log: {Captured.Tail()}");
            }

            await PassAsync(Clock, step is { } hurry && !IsBusy ? hurry : Step);
        }
    }

    /// <summary>The bot's answer to what a person says or does next.</summary>
    /// <param name="text">What it must contain; frames before it are passed over.</param>
    public async Task<SeenMessage> AnswerToAsync(SandboxPerson person, Func<Task> act, string text = "")
    {
        person.TakeSeen();
        await act();
        return await NextAsync(person, message => message.Text.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>The next message of the bot that the person sees, new or edited.</summary>
    public async Task<SeenMessage> NextAsync(SandboxPerson person, Func<SeenMessage, bool>? wanted = null)
    {
        try
        {
            return await LetPassAsync(Clock, person.NextAsync(message => message.FromBot && (wanted?.Invoke(message) ?? true)), Hurry);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} Log: {Captured.Tail()}", late);
        }
    }

    /// <summary>Says something in #general and reads the bot's answer: what came before is none, however late it is seen.</summary>
    public async Task<SeenMessage> SayAsync(SandboxPerson person, string text, string answer = "")
    {
        person.TakeSeen();
        var said = await person.SayAsync("general", text);
        return await NextAsync(person, message => message.Id.Value > said.Id.Value && message.Text.Contains(answer, StringComparison.Ordinal));
    }

    /// <summary>Uses a slash command in #general and reads the first answer.</summary>
    public async Task<InteractionAnswer> SlashAsync(SandboxPerson person, string command, params (string Name, string Value)[] options) =>
        await DuringAsync((await person.SlashAsync("general", command, options)).AnswerAsync());

    public async Task<InteractionAnswer> PressAsync(SandboxPerson person, SeenMessage message, string button) =>
        await DuringAsync((await person.PressAsync(message, button)).AnswerAsync());

    public async Task<InteractionAnswer> SubmitAsync(SandboxPerson person, SeenModal modal, params (string Field, string Value)[] values) =>
        await DuringAsync((await person.SubmitAsync(modal, values)).AnswerAsync());

    /// <summary>Makes a person accept the Terms, as they would: ask, press, type.</summary>
    public async Task<SandboxPerson> WithTermsAcceptedAsync(string name)
    {
        var person = Sandbox.As(name);
        var prompt = await SayAsync(person, ".tos");
        var form = await PressAsync(person, prompt, "Accept");
        await SubmitAsync(person, form.Modal!, ("phrase", "I AGREE"));
        await NextAsync(person, message => message.Text.Contains("1,000 coins", StringComparison.Ordinal));
        return person;
    }

    /// <summary>Stops the bot and its sandbox; the data stays.</summary>
    public Task<bool> StopAsync() => LetPassAsync(Clock, Completed(App.DisposeAsync().AsTask()));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _logs.Dispose();
        if (_ownsData)
        {
            Directory.Delete(Data, recursive: true);
        }

        Wire.ThrowIfAny();
    }

    private static async Task<bool> Completed(Task task)
    {
        await task;
        return true;
    }

    private static async Task<T> LetPassAsync<T>(HeldClock clock, Task<T> something, TimeSpan? step = null)
    {
        while (!something.IsCompleted)
        {
            await PassAsync(clock, step ?? Step, something);
        }

        return await something;
    }

    private static async Task PassAsync(HeldClock clock, TimeSpan by, Task? unless = null)
    {
        var pause = Task.Delay(Step, TimeProvider.System, CancellationToken.None);
        await (unless is null ? pause : Task.WhenAny(pause, unless));
        clock.Advance(by);
    }
}
