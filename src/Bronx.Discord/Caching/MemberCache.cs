using Bronx.Discord.Models;

namespace Bronx.Discord.Caching;

/// <summary>
/// Members over all servers, so many and no more: who was not seen for longest is forgotten first. Without the GUILD_MEMBERS intent
/// Discord does not tell of changes, so an entry is only good for a while. Safe for use from several threads.
/// </summary>
internal sealed class MemberCache(int capacity, bool isTold, TimeProvider clock)
{
    /// <summary>How long a member that Discord does not tell us about is taken to be as last seen.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(GuildId, UserId), LinkedListNode<Entry>> _known = [];
    private readonly LinkedList<Entry> _byUse = new();

    public int Count
    {
        get
        {
            lock (_gate) { return _known.Count; }
        }
    }

    public Member? Find(GuildId guild, UserId user)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue((guild, user), out var node) || (!isTold && clock.GetElapsedTime(node.Value.SeenAt) > GoodFor))
            {
                return null;
            }

            MoveToFront(node);
            return node.Value.Member;
        }
    }

    /// <summary>Notes a member as just seen; <see cref="Member.User"/> may be absent.</summary>
    public void Saw(GuildId guild, UserId user, Member member)
    {
        if (capacity == 0)
        {
            return;
        }

        lock (_gate)
        {
            var entry = new Entry(guild, user, member, clock.GetTimestamp());
            if (_known.TryGetValue((guild, user), out var node))
            {
                node.Value = entry;
                MoveToFront(node);
                return;
            }

            if (_known.Count == capacity)
            {
                // The oldest makes room, and its node is used again.
                node = _byUse.Last!;
                _byUse.RemoveLast();
                _known.Remove((node.Value.Guild, node.Value.User));
                node.Value = entry;
            }

            node ??= new LinkedListNode<Entry>(entry);
            _known[(guild, user)] = node;
            _byUse.AddFirst(node);
        }
    }

    public void Forget(GuildId guild, UserId user)
    {
        lock (_gate)
        {
            if (_known.Remove((guild, user), out var node))
            {
                _byUse.Remove(node);
            }
        }
    }

    /// <summary>A whole server went.</summary>
    public void Forget(GuildId guild)
    {
        lock (_gate)
        {
            for (var node = _byUse.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Guild == guild)
                {
                    _byUse.Remove(node);
                    _known.Remove((guild, node.Value.User));
                }

                node = next;
            }
        }
    }

    private void MoveToFront(LinkedListNode<Entry> node)
    {
        if (!ReferenceEquals(_byUse.First, node))
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
        }
    }

    private readonly record struct Entry(GuildId Guild, UserId User, Member Member, long SeenAt);
}
