using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Bronx.Discord.Json;
using Bronx.Discord.Models;

namespace Bronx.Discord.Gateway;

/// <summary>Requests for members that are under way, told apart by their nonces.</summary>
internal sealed class MemberRequests
{
    private readonly ConcurrentDictionary<string, Pending> _pending = new(StringComparer.Ordinal);
    private long _count;

    public (string Nonce, Task<IReadOnlyList<Member>> Answer) Begin()
    {
        var nonce = Interlocked.Increment(ref _count).ToString("x", CultureInfo.InvariantCulture);
        var pending = new Pending();
        _pending[nonce] = pending;
        return (nonce, pending.Done.Task);
    }

    public void End(string nonce) => _pending.TryRemove(nonce, out _);

    public void Take(MemberChunk chunk)
    {
        if (chunk.Nonce is { } nonce && _pending.TryGetValue(nonce, out var pending))
        {
            pending.Take(chunk);
        }
    }

    /// <summary>RATE_LIMITED: Discord gives the whole list of one server once per 30 s.</summary>
    public void Refused(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        double after = 0;
        string? nonce = null;
        if (!reader.Read() || !Lenient.IsObject(ref reader))
        {
            return;
        }

        while (Lenient.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("retry_after"u8))
            {
                reader.Read();
                after = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) ? seconds : 0;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("meta"u8))
            {
                reader.Read();
                nonce = MemberChunk.Read(ref reader).Nonce;
            }
            else
            {
                reader.Skip();
            }
        }

        if (nonce is not null && _pending.TryGetValue(nonce, out var pending))
        {
            pending.Done.TrySetException(new InvalidOperationException($"Discord gives a server's whole member list once per 30 s; ask again in {Math.Ceiling(after)} s."));
        }
    }

    private sealed class Pending
    {
        private readonly List<Member> _members = [];
        private readonly HashSet<int> _seen = [];

        public TaskCompletionSource<IReadOnlyList<Member>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // Chunks of one request come on one shard's receive loop.
        public void Take(MemberChunk chunk)
        {
            if (_seen.Add(chunk.Index))
            {
                _members.AddRange(chunk.Members);
            }

            if (_seen.Count >= chunk.Count)
            {
                Done.TrySetResult([.. _members]);
            }
        }
    }
}
