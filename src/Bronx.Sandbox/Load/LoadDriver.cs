using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.People;
using Bronx.Sandbox.Rest;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Load;

/// <summary>
/// People in numbers: messages, slash commands and button presses at a given rate, and for each the time until the bot's first request.
/// The rate is kept whatever the bot does, so a slow bot is not asked more slowly. Several runs may go on at once.
/// </summary>
public sealed class LoadDriver
{
    private const int RunLimit = 8;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly World _world;
    private readonly PersonActions _actions;
    private readonly LoadPlaces _places;
    private readonly LoadBook _book;
    private int _running;

    internal LoadDriver(World world, PersonActions actions)
    {
        _world = world;
        _actions = actions;
        _places = new LoadPlaces(world);
        _book = new LoadBook(world.Clock);
    }

    /// <summary>Begins a run; it goes on until every action has its end, or it is stopped.</summary>
    /// <exception cref="SandboxRefusal">The plan has an impossible value, nobody can act where it wants, or eight runs go on already.</exception>
    public LoadRun Start(LoadPlan plan)
    {
        plan.Validate();
        var places = _places.Find(plan);
        var run = new LoadRun(_world, plan);
        lock (_world.Gate)
        {
            if (_running >= RunLimit)
            {
                throw new SandboxRefusal($"{RunLimit} load runs go on already; wait for one to end.");
            }

            _running++;
        }

        run.Completion = RunAsync(run, places);
        return run;
    }

    /// <summary>A request of the bot has come in; under the world's lock.</summary>
    /// <param name="arrivedAt">The clock's timestamp when its head was read.</param>
    internal void Heard(Route route, IReadOnlyDictionary<string, string> parameters, JsonElement body, long arrivedAt)
    {
        if (_running > 0)
        {
            _book.Heard(route, parameters, body, arrivedAt);
        }
    }

    private async Task<LoadReport> RunAsync(LoadRun run, IReadOnlyList<LoadPlace> places)
    {
        // The caller gets its run before anything happens.
        await Task.Yield();
        try
        {
            if (run.Plan.Kind == LoadKind.Button)
            {
                await OpenPanelsAsync(run, places);
            }

            await PaceAsync(run, run.Plan.Count, number => Act(run, places[number % places.Count]));
            await FinishAsync(run);
        }
        finally
        {
            lock (_world.Gate)
            {
                _running--;
                run.IsOver = true;
            }
        }

        return run.Report;
    }

    private async Task PaceAsync(LoadRun run, int count, Action<int> act)
    {
        var began = _world.Clock.GetTimestamp();
        for (var number = 0; number < count; number++)
        {
            var early = TimeSpan.FromSeconds(number / run.Plan.Rate) - _world.Clock.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
            {
                await Task.WhenAny(Task.Delay(early, _world.Clock, CancellationToken.None), run.Stopped);
            }

            if (run.Stopped.IsCompleted)
            {
                return;
            }

            lock (_world.Gate)
            {
                _book.Expire();
                act(number);
            }
        }
    }

    private async Task FinishAsync(LoadRun run)
    {
        while (true)
        {
            lock (_world.Gate)
            {
                _book.Expire();
                if (run.Waiting == 0)
                {
                    return;
                }
            }

            await Task.Delay(Look, _world.Clock, CancellationToken.None);
        }
    }

    /// <summary>Each place uses the command whose answer has the buttons, at the run's own pace; what that takes is not counted.</summary>
    private async Task OpenPanelsAsync(LoadRun run, IReadOnlyList<LoadPlace> places)
    {
        List<Interaction> opened = [];
        await PaceAsync(run, Math.Min(places.Count, run.Plan.Count), number =>
        {
            try
            {
                opened.Add(places[number].Opener = Slash(run.Plan, places[number], settled: null));
            }
            catch (SandboxRefusal refusal)
            {
                run.Refused(refusal.Message);
            }
        });
        while (true)
        {
            lock (_world.Gate)
            {
                if (run.Stopped.IsCompleted || opened.TrueForAll(interaction => interaction.State != InteractionState.Waiting))
                {
                    return;
                }
            }

            await Task.Delay(Look, _world.Clock, CancellationToken.None);
        }
    }

    private void Act(LoadRun run, LoadPlace place)
    {
        var at = _world.Clock.GetTimestamp();
        try
        {
            if (run.Plan.Kind == LoadKind.Message)
            {
                var message = _actions.Say(place.Person, place.Channel, run.Plan.Text, replyTo: null);
                _book.Add(message, run.Sent(at));
                return;
            }

            Interaction? interaction = null;
            LoadAction? action = null;
            void Settled() => _book.Settled(interaction!, action!);
            interaction = run.Plan.Kind == LoadKind.Slash ? Slash(run.Plan, place, Settled) : Press(run.Plan, place, Settled);
            action = run.Sent(at);
            _book.Add(interaction, action);
        }
        catch (SandboxRefusal refusal)
        {
            run.Refused(refusal.Message);
        }
    }

    private Interaction Slash(LoadPlan plan, LoadPlace place, Action? settled)
    {
        var (command, options) = SlashLine.Shape(_world, _actions, place.Person, place.Channel, plan.Text, plan.Options.Select(option => (option.Key, option.Value)));
        return _actions.Command(place.Person, place.Channel, command, options, settled);
    }

    private Interaction Press(LoadPlan plan, LoadPlace place, Action settled)
    {
        var control = place.Opener?.Original is { } panel ? Components.Controls(panel.Components).FirstOrDefault(candidate => IsWanted(plan, candidate)) : null;
        return control is null
            ? throw new SandboxRefusal($"The answer to /{plan.Text} has no such button to press.")
            : _actions.Component(place.Person, place.Channel, place.Opener!.Original!.Id, (string)control["custom_id"]!, null, settled);
    }

    private static bool IsWanted(LoadPlan plan, JsonObject control) =>
        (int)control["type"]! == 2 && control["custom_id"] is { } id && !((bool?)control["disabled"] ?? false)
        && (plan.Button is null || plan.Button == (string?)id || plan.Button == (string?)control["label"]);
}
