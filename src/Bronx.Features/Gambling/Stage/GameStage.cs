using System.Collections.Concurrent;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands;
using Bronx.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.Gambling.Stage;

/// <summary>
/// Where games move. The coins are settled before the first frame and nothing here touches them: frames that come late are left out,
/// and whatever happens to them, the last thing shown is the true end. A command does not wait for its animation.
/// </summary>
internal sealed partial class GameStage(ReplyEditor editor, ScreenStore screens, TimeProvider time, ILogger<GameStage> log) : IAsyncDisposable
{
    /// <summary>Between frames: Discord allows five changes of messages in five seconds.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1.1);

    private readonly ConcurrentDictionary<(UserId Person, ulong PlacedBy), Task> _running = new();
    private readonly CancellationTokenSource _lifetime = new();

    public StagePlaces Places { get; init; } = new(mostAtOnce: 150, mostPerChannel: 2);

    public CancellationToken Closing => _lifetime.Token;

    /// <summary>Shows the frames one after the other and then the end; without a place on the stage, the end at once.</summary>
    /// <param name="placedBy">With the person it names the game.</param>
    /// <param name="frames">At least one.</param>
    public async ValueTask<CommandOutcome> PlayAsync(Call call, ulong placedBy, IReadOnlyList<Reply> frames, Reply end, CancellationToken ct)
    {
        var place = Places.TryTake(call);
        if (place is null || _lifetime.IsCancellationRequested)
        {
            place?.Dispose();
            return call is ComponentCall ? new CommandOutcome.Updated(end) : CommandOutcome.Say(end);
        }

        try
        {
            var screen = new Screen(call.Caller.Id, placedBy, call.Shown ?? new ShownReply(call.Channel, null), end);
            await screens.KeepAsync(screen, ct);
            var shown = await call.ShowAsync(frames[0], ct);
            if (screen.Shown != shown)
            {
                screen = screen with { Shown = shown };
                await screens.KeepAsync(screen, ct);
            }

            Run(screen.Person, placedBy, place, closing => AnimateAsync(screen, frames, closing));
            return new CommandOutcome.Acknowledged();
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Lets something move until it ends by itself or the process stops; <see cref="WhenStillAsync"/> waits for it.</summary>
    public void Run(UserId person, ulong placedBy, IDisposable? place, Func<CancellationToken, Task> show)
    {
        var key = (person, placedBy);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[key] = started.Task;
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await show(_lifetime.Token);
                }
                catch (OperationCanceledException) when (_lifetime.IsCancellationRequested)
                {
                    // The process stops; the next start shows the end.
                }
                catch (Exception fault) when (fault is HttpRequestException or RequestRefusedException or DiscordApiException or StorageException)
                {
                    // The coins are where they belong, and the screen is still known: the round that looks for such screens ends it.
                    Log.Stuck(log, fault, placedBy);
                }
                finally
                {
                    place?.Dispose();
                    _running.TryRemove(new KeyValuePair<(UserId, ulong), Task>(key, started.Task));
                    started.TrySetResult();
                }
            },
            CancellationToken.None);
    }

    /// <summary>Completes when this game does not move, or no longer.</summary>
    public Task WhenStillAsync(UserId person, ulong placedBy) => _running.GetValueOrDefault((person, placedBy)) ?? Task.CompletedTask;

    public bool IsMoving(UserId person, ulong placedBy) => _running.ContainsKey((person, placedBy));

    /// <summary>Shows the end on a screen, wherever it is, and forgets it. A message that is gone is replaced: the end is owed all the same.</summary>
    public async Task FinishAsync(Screen screen, Reply end, CancellationToken ct)
    {
        if (!await editor.FinishAsync(screen.Shown, end, ct))
        {
            await editor.SendAsync(screen.Shown, end, $"{screen.PlacedBy}.end", ct);
        }

        await screens.ForgetAsync(screen.Person, screen.PlacedBy, ct);
    }

    /// <summary>Shows the end of a game that nobody shows any more, where it was shown last, without waiting for it.</summary>
    public async Task EndAsync(OpenGame game, Reply end, CancellationToken ct)
    {
        var screen = await screens.FindAsync(game.Person, game.PlacedBy, ct) ?? new Screen(game.Person, game.PlacedBy, new ShownReply(game.Channel, null), null);
        await screens.KeepAsync(screen with { End = end }, ct);
        Run(game.Person, game.PlacedBy, place: null, closing => FinishAsync(screen, end, closing));
    }

    /// <summary>Ends what a process left moving: screens that know their end and that nobody here plays.</summary>
    /// <param name="shownBy">Of those whose process is there, only those shown at or before this.</param>
    /// <returns>How many are being ended.</returns>
    public async Task<int> EndLeftoversAsync(DateTimeOffset shownBy, CancellationToken ct)
    {
        var left = (await screens.EndlessAsync(shownBy, limit: 200, ct)).Where(screen => !IsMoving(screen.Person, screen.PlacedBy)).ToList();
        foreach (var screen in left)
        {
            Run(screen.Person, screen.PlacedBy, place: null, closing => EndLeftoverAsync(screen, closing));
        }

        return left.Count;
    }

    /// <summary>Stops what moves; the next start shows how it ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync();
        await Task.WhenAll(_running.Values);
        _lifetime.Dispose();
    }

    /// <summary>Ends a screen unless it ended by itself since the list of leftovers was read: no end is shown twice.</summary>
    private async Task EndLeftoverAsync(Screen screen, CancellationToken closing)
    {
        if (await screens.FindAsync(screen.Person, screen.PlacedBy, closing) is { End: { } end } left)
        {
            await FinishAsync(left, end, closing);
        }
    }

    private async Task AnimateAsync(Screen screen, IReadOnlyList<Reply> frames, CancellationToken closing)
    {
        var began = time.GetTimestamp();
        for (var frame = 1; frame <= frames.Count; frame++)
        {
            var due = Pace * frame;
            var wait = due - time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, closing);
            }

            // What should be replaced by now is left out.
            if (frame < frames.Count && time.GetElapsedTime(began) < due + Pace && !await editor.ShowAsync(screen.Shown, frames[frame], closing))
            {
                break;
            }
        }

        await FinishAsync(screen, screen.End!, closing);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The animation of bet {Bet} broke off; its end is shown later")]
        public static partial void Stuck(ILogger logger, Exception fault, ulong bet);
    }
}
