namespace Bronx.Discord.Gateway;

/// <summary>
/// The servers that got events out of one block read from the socket. They are started together when the block is read: waking threads
/// costs more than handling an event does.
/// </summary>
internal sealed class EventBlock
{
    private readonly List<IThreadPoolWorkItem> _begun = [];

    public void Add(IThreadPoolWorkItem work) => _begun.Add(work);

    public void Start()
    {
        foreach (var work in _begun)
        {
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
        }

        _begun.Clear();
    }
}
