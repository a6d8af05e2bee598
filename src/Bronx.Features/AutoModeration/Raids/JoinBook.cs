using Bronx.Discord.Models;

namespace Bronx.Features.AutoModeration.Raids;

/// <summary>Who joined within the last minute, for a bounded number of servers and people.</summary>
internal sealed class JoinBook(int mostServers)
{
    private const int MostPerServer = 500;

    private readonly Lock _gate = new();
    private readonly Dictionary<GuildId, LinkedListNode<Door>> _servers = [];
    private readonly LinkedList<Door> _byAge = new();

    public JoinBook()
        : this(2_000)
    {
    }

    /// <summary>Notes a join; all of the last minute, each person once, this one last.</summary>
    public IReadOnlyList<Member> Note(GuildId guild, Member newcomer, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_servers.TryGetValue(guild, out var node))
            {
                _byAge.Remove(node);
            }
            else
            {
                _servers[guild] = node = new(new Door(guild));
            }

            _byAge.AddLast(node);
            while (_servers.Count > mostServers && _byAge.First is { } oldest)
            {
                _byAge.RemoveFirst();
                _servers.Remove(oldest.Value.Guild);
            }

            var joins = node.Value.Joins;
            joins.RemoveAll(join => at - join.At >= RaidRules.Window || join.Newcomer.User?.Id == newcomer.User?.Id);
            if (joins.Count >= MostPerServer)
            {
                joins.RemoveAt(0);
            }

            joins.Add((at, newcomer));
            return [.. joins.Select(join => join.Newcomer)];
        }
    }

    /// <summary>A raid was noticed: those who joined so far are not counted again.</summary>
    public void Forget(GuildId guild)
    {
        lock (_gate)
        {
            if (_servers.Remove(guild, out var node))
            {
                _byAge.Remove(node);
            }
        }
    }

    private sealed class Door(GuildId guild)
    {
        public GuildId Guild { get; } = guild;

        public List<(DateTimeOffset At, Member Newcomer)> Joins { get; } = [];
    }
}
