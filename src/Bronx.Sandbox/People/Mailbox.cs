namespace Bronx.Sandbox.People;

/// <summary>
/// What a person has seen and a test has not looked at yet, in order, bounded. Looking takes everything up to the message found.
/// </summary>
internal sealed class Mailbox
{
    private const int Limit = 2000;

    private readonly Lock _gate = new();
    private readonly Queue<SeenMessage> _waiting = new();
    private readonly List<(Func<SeenMessage, bool> Wanted, TaskCompletionSource<SeenMessage> Found)> _searches = [];

    public void Put(SeenMessage message)
    {
        TaskCompletionSource<SeenMessage>? found = null;
        lock (_gate)
        {
            var index = _searches.FindIndex(search => search.Wanted(message));
            if (index >= 0)
            {
                found = _searches[index].Found;
                _searches.RemoveAt(index);
                _waiting.Clear();
            }
            else
            {
                _waiting.Enqueue(message);
                while (_waiting.Count > Limit)
                {
                    _waiting.Dequeue();
                }
            }
        }

        found?.TrySetResult(message);
    }

    public async Task<SeenMessage> NextAsync(Func<SeenMessage, bool> wanted, TimeSpan timeout)
    {
        var search = new TaskCompletionSource<SeenMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            var before = _waiting.TakeWhile(message => !wanted(message)).Count();
            if (before < _waiting.Count)
            {
                for (; before > 0; before--)
                {
                    _waiting.Dequeue();
                }

                return _waiting.Dequeue();
            }

            _searches.Add((wanted, search));
        }

        try
        {
            // Real time: a test that waits in vain must end even while its clock stands still.
            return await search.Task.WaitAsync(timeout, TimeProvider.System);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"No such message within {timeout.TotalSeconds} s. Seen meanwhile: {Describe()}", late);
        }
        finally
        {
            lock (_gate) { _searches.RemoveAll(other => other.Found == search); }
        }
    }

    public IReadOnlyList<SeenMessage> TakeAll()
    {
        lock (_gate)
        {
            var all = _waiting.ToList();
            _waiting.Clear();
            return all;
        }
    }

    private string Describe()
    {
        lock (_gate)
        {
            return _waiting.Count == 0 ? "nothing." : string.Join(" | ", _waiting.TakeLast(5).Select(message => message.ToString()));
        }
    }
}
