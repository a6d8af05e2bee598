namespace Bronx.Sandbox.Worlds;

/// <summary>The octets of files that were sent, for the page to show; bounded in all, the oldest go first.</summary>
internal sealed class AttachmentShelf
{
    private const long Limit = 64 * 1024 * 1024;

    private readonly Dictionary<Snowflake, (string Type, byte[] Octets)> _files = [];
    private readonly Queue<Snowflake> _order = new();
    private long _held;

    public void Put(Snowflake id, string type, byte[] octets)
    {
        _files[id] = (type, octets);
        _order.Enqueue(id);
        _held += octets.Length;
        while (_held > Limit && _order.TryDequeue(out var oldest))
        {
            if (_files.Remove(oldest, out var gone))
            {
                _held -= gone.Octets.Length;
            }
        }
    }

    public (string Type, byte[] Octets)? Find(Snowflake id) => _files.TryGetValue(id, out var file) ? file : null;
}
