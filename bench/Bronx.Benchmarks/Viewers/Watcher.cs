
namespace Bronx.Benchmarks.Viewers;

/// <summary>One open page: reads the stream and notes when each total arrived. Looks at the bytes only, so that a thousand fit beside the dashboard.</summary>
internal sealed class Watcher
{
    private static readonly byte[] Mark = "\"commands\":{\"total\":"u8.ToArray();

    private readonly List<(long Total, long At)> _seen = [];
    private int _matched;
    private long _number;

    /// <summary>Totals in the order of their arrival, and when.</summary>
    public IReadOnlyList<(long Total, long At)> Seen => _seen;

    public long Bytes { get; private set; }

    public async Task WatchAsync(HttpClient http, TaskCompletionSource open, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stats/stream");
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            answer.EnsureSuccessStatusCode();
            await using var stream = await answer.Content.ReadAsStreamAsync(ct);
            var buffer = new byte[8 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, ct)) > 0)
            {
                Read(buffer.AsSpan(0, read), TimeProvider.System.GetTimestamp());
                open.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The measurement is over.
        }
        catch (Exception fault)
        {
            open.TrySetException(fault);
            throw;
        }
    }

    private void Read(ReadOnlySpan<byte> bytes, long at)
    {
        Bytes += bytes.Length;
        foreach (var one in bytes)
        {
            if (_matched < Mark.Length)
            {
                _matched = one == Mark[_matched] ? _matched + 1 : one == Mark[0] ? 1 : 0;
                _number = 0;
            }
            else if (one is >= (byte)'0' and <= (byte)'9')
            {
                _number = (_number * 10) + (one - '0');
            }
            else
            {
                _seen.Add((_number, at));
                _matched = 0;
            }
        }
    }
}
