using Bronx.Discord.Models;

namespace Bronx.Features.AutoModeration.Judging;

/// <summary>
/// What people said within the last minute, server by server and person by person: a few messages each, for a bounded number of
/// people. Who was silent the longest is forgotten first.
/// </summary>
internal sealed class TalkBook(int mostPeople)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GuildId, UserId), LinkedListNode<Talker>> _people = [];
    private readonly LinkedList<Talker> _byAge = new();

    public TalkBook()
        : this(10_000)
    {
    }

    public int Count
    {
        get
        {
            lock (_gate) { return _people.Count; }
        }
    }

    /// <summary>Notes a message and counts it with those before.</summary>
    public TalkCount Note(GuildId guild, UserId person, Talk talk, GuardPlan plan)
    {
        lock (_gate)
        {
            var talker = Find((guild, person), talk.At).Value;

            // Discord may deliver an event twice: nobody said it twice.
            talker.Forget(talk.Message);
            var count = TalkRules.Count(talker.Talks, talk, plan.RateWindow);
            talker.Add(talk, Math.Max(plan.RateMessages, plan.RepeatTimes));
            return count;
        }
    }

    /// <summary>A flood: until it stops for a moment, what follows belongs to it. True for the message it is noticed with.</summary>
    /// <param name="before">What the person said within the last minute, when it is noticed.</param>
    public bool BeginWave(GuildId guild, UserId person, DateTimeOffset now, TimeSpan lasts, out IReadOnlyList<Talk> before)
    {
        lock (_gate)
        {
            var talker = Find((guild, person), now).Value;
            var began = talker.WaveUntil <= now;
            talker.WaveUntil = now + lasts;
            before = began ? [.. talker.Talks] : [];
            return began;
        }
    }

    private LinkedListNode<Talker> Find((GuildId, UserId) key, DateTimeOffset now)
    {
        if (_people.TryGetValue(key, out var node))
        {
            _byAge.Remove(node);
        }
        else
        {
            _people[key] = node = new(new Talker(key));
        }

        node.Value.LastSeen = now;
        _byAge.AddLast(node);
        while (_byAge.First is { } oldest && oldest != node && (_people.Count > mostPeople || now - oldest.Value.LastSeen > TalkRules.RepeatWindow + TalkRules.RepeatWindow))
        {
            _byAge.RemoveFirst();
            _people.Remove(oldest.Value.Key);
        }

        return node;
    }

    private sealed class Talker((GuildId, UserId) key)
    {
        private readonly List<Talk> _talks = [];

        public (GuildId, UserId) Key { get; } = key;

        public DateTimeOffset LastSeen { get; set; }

        public DateTimeOffset WaveUntil { get; set; }

        public IReadOnlyList<Talk> Talks => _talks;

        public void Forget(MessageId message) => _talks.RemoveAll(old => old.Message == message);

        public void Add(Talk talk, int most)
        {
            _talks.RemoveAll(old => talk.At - old.At >= TalkRules.RepeatWindow);
            while (_talks.Count >= most)
            {
                _talks.RemoveAt(0);
            }

            _talks.Add(talk);
        }
    }
}
