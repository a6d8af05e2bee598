using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Pipeline;

/// <summary>
/// How many calls run at once: one per person (commands and presses apart, so that a button can reach a running game), and so many
/// over all. What a person calls meanwhile waits in order, up to a few; the rest is turned down.
/// </summary>
internal sealed class CommandLanes(int mostAtOnce, int mostWaitingPerPerson, Action<Exception> onFault) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(UserId Person, bool Component), Queue<Func<Task>>> _lanes = [];
    private readonly SemaphoreSlim _places = new(mostAtOnce, mostAtOnce);
    private readonly int _mostAdmitted = mostAtOnce * 16;
    private TaskCompletionSource? _idle;
    private int _admitted;
    private bool _closed;

    /// <summary>Calls that run or wait.</summary>
    public int Admitted => Volatile.Read(ref _admitted);

    /// <summary>Calls that run.</summary>
    public int Running => mostAtOnce - _places.CurrentCount;

    /// <summary>Takes a call in, or says why not.</summary>
    public Admission Enter(UserId person, bool component, Func<Task> work)
    {
        var key = (person, component);
        lock (_gate)
        {
            if (_closed)
            {
                return Admission.Closed;
            }

            if (_admitted >= _mostAdmitted)
            {
                return Admission.ProcessFull;
            }

            if (_lanes.TryGetValue(key, out var waiting))
            {
                if (waiting.Count >= mostWaitingPerPerson)
                {
                    return Admission.PersonFull;
                }

                waiting.Enqueue(work);
                _admitted++;
                return Admission.Waiting;
            }

            _lanes.Add(key, new Queue<Func<Task>>());
            _admitted++;
        }

        _ = Task.Run(() => RunLaneAsync(key, work), CancellationToken.None);
        return Admission.Started;
    }

    /// <summary>Completes when nothing runs or waits.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (_admitted == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <summary>Takes in nothing more; completes when everything taken in has ended.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _closed = true;
        }

        return WhenIdleAsync();
    }

    public void Dispose() => _places.Dispose();

    private async Task RunLaneAsync((UserId Person, bool Component) key, Func<Task>? work)
    {
        while (work is not null)
        {
            await _places.WaitAsync(CancellationToken.None);
            try
            {
                await work();
            }
            catch (Exception fault)
            {
                // The work answers for its own faults; should one get through, the person's next call must run all the same.
                onFault(fault);
            }
            finally
            {
                _places.Release();
                work = Next(key);
            }
        }
    }

    private Func<Task>? Next((UserId Person, bool Component) key)
    {
        lock (_gate)
        {
            _admitted--;
            if (_lanes[key].TryDequeue(out var next))
            {
                return next;
            }

            _lanes.Remove(key);
            if (_admitted == 0)
            {
                _idle?.TrySetResult();
                _idle = null;
            }

            return null;
        }
    }
}

/// <summary>What became of a call at the entrance.</summary>
internal enum Admission
{
    Started,
    Waiting,
    PersonFull,
    ProcessFull,
    Closed,
}
