namespace Bronx.Sandbox.Worlds;

/// <summary>The messages of one channel in the order of their ids, bounded: the oldest go first.</summary>
internal sealed class MessageHistory(int limit)
{
    private readonly List<Message> _messages = [];
    private readonly Dictionary<Snowflake, Message> _byId = [];

    public IReadOnlyList<Message> All => _messages;

    public Message? Find(Snowflake id) => _byId.GetValueOrDefault(id);

    /// <summary>Ids always rise, so a new message belongs at the end.</summary>
    public void Add(Message message)
    {
        _messages.Add(message);
        _byId[message.Id] = message;
        if (_messages.Count > limit + (limit / 8))
        {
            var surplus = _messages.Count - limit;
            foreach (var old in _messages.Take(surplus))
            {
                _byId.Remove(old.Id);
            }

            _messages.RemoveRange(0, surplus);
        }
    }

    public bool Remove(Snowflake id)
    {
        if (!_byId.Remove(id))
        {
            return false;
        }

        _messages.RemoveAt(IndexAtOrAfter(id));
        return true;
    }

    /// <summary>The place of the first message whose id is not below <paramref name="id"/>.</summary>
    public int IndexAtOrAfter(Snowflake id)
    {
        int low = 0, high = _messages.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_messages[middle].Id < id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
