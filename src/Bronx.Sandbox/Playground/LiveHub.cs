using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;
using Queue = System.Threading.Channels.Channel;

namespace Bronx.Sandbox.Playground;

/// <summary>
/// The live feed of the page: every event numbered, the last ones kept for those who come back, each rendered for the person who
/// watches and only if that person may see it.
/// </summary>
internal sealed class LiveHub : IWorldListener
{
    private const int Kept = 500;
    private const int ClientLimit = 200;
    private const int WatcherLimit = 128;

    private readonly World _world;
    private readonly Queue<(long Number, WorldEvent Happening)> _recent = new();
    private readonly List<Watcher> _watchers = [];
    private long _number;

    public LiveHub(World world)
    {
        _world = world;
        world.Listen(this);
    }

    /// <summary>Begins to watch as a person; what came after <paramref name="after"/> and is still kept comes first. Null if too many watch.</summary>
    public Watcher? Watch(User person, long? after)
    {
        lock (_world.Gate)
        {
            if (_watchers.Count >= WatcherLimit)
            {
                return null;
            }

            var watcher = new Watcher(this, person);
            foreach (var (number, happening) in _recent)
            {
                if (after is { } seen && number > seen)
                {
                    watcher.Offer(number, LiveShape.Of(happening, _world, person));
                }
            }

            _watchers.Add(watcher);
            return watcher;
        }
    }

    public void Heard(WorldEvent happening)
    {
        _number++;
        _recent.Enqueue((_number, happening));
        while (_recent.Count > Kept)
        {
            _recent.Dequeue();
        }

        foreach (var watcher in _watchers)
        {
            watcher.Offer(_number, LiveShape.Of(happening, _world, watcher.Person));
        }
    }

    /// <summary>One open page. Its queue is bounded; a page that does not keep up loses the oldest.</summary>
    public sealed class Watcher : IDisposable
    {
        private readonly LiveHub _hub;
        private readonly System.Threading.Channels.Channel<string> _queue = Queue.CreateBounded<string>(new BoundedChannelOptions(ClientLimit) { FullMode = BoundedChannelFullMode.DropOldest });

        internal Watcher(LiveHub hub, User person)
        {
            _hub = hub;
            Person = person;
        }

        public User Person { get; }

        public ChannelReader<string> Lines => _queue.Reader;

        internal void Offer(long number, JsonObject? shape)
        {
            if (shape is not null)
            {
                _queue.Writer.TryWrite($"id: {number}\ndata: {Encoding.UTF8.GetString(Json.Octets(shape))}\n\n");
            }
        }

        public void Dispose()
        {
            lock (_hub._world.Gate)
            {
                _hub._watchers.Remove(this);
            }
        }
    }
}
