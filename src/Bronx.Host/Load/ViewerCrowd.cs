using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;

namespace Bronx.Host.Load;

/// <summary>Open dashboard streams, each of which notes when it has read a total that counts a command.</summary>
internal sealed class ViewerCrowd : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue });
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _reading = [];
    private readonly List<List<double>> _delays = [];
    private readonly long[] _sent;
    private long _before;
    private long _latest;

    private ViewerCrowd(int commands) => _sent = new long[commands];

    private static ReadOnlySpan<byte> Total => "\"commands\":{\"total\":"u8;

    /// <summary>Opens every stream and waits until each has its first state.</summary>
    public static async Task<ViewerCrowd> GatherAsync(Uri stream, int viewers, int commands, CancellationToken ct)
    {
        var crowd = new ViewerCrowd(commands);
        try
        {
            for (var viewer = 0; viewer < viewers; viewer++)
            {
                var response = await crowd._http.GetAsync(stream, HttpCompletionOption.ResponseHeadersRead, ct);
                response.EnsureSuccessStatusCode();
                var first = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
                var delays = new List<double>(commands);
                crowd._delays.Add(delays);
                crowd._reading.Add(crowd.WatchAsync(response, first, delays));
                await first.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, ct);
            }

            return crowd;
        }
        catch
        {
            await crowd.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on every further command is one of the trial's; called when all is quiet.</summary>
    public void Begin() => Volatile.Write(ref _before, Volatile.Read(ref _latest));

    /// <summary>Says that a command, counted from zero, is about to be used.</summary>
    public void Sending(int command) => Volatile.Write(ref _sent[command], TimeProvider.System.GetTimestamp());

    /// <summary>In milliseconds, ascending: for every viewer and command that it has heard of.</summary>
    public IReadOnlyList<double> Delays()
    {
        List<double> all = [];
        foreach (var delays in _delays)
        {
            lock (delays) { all.AddRange(delays); }
        }

        all.Sort();
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_reading);
        _http.Dispose();
        _end.Dispose();
    }

    private async Task WatchAsync(HttpResponseMessage response, TaskCompletionSource<long> first, List<double> delays)
    {
        using (response)
        {
            try
            {
                var reader = PipeReader.Create(await response.Content.ReadAsStreamAsync(_end.Token));
                while (true)
                {
                    var read = await reader.ReadAsync(_end.Token);
                    var left = read.Buffer;
                    while (left.PositionOf((byte)'\n') is { } end)
                    {
                        Take(left.Slice(0, end), first, delays);
                        left = left.Slice(left.GetPosition(1, end));
                    }

                    reader.AdvanceTo(left.Start, left.End);
                    if (read.IsCompleted)
                    {
                        return;
                    }
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or HttpRequestException)
            {
                // The trial is over, or the dashboard closed the stream: then its numbers are missing, and that is counted.
            }
        }
    }

    private void Take(ReadOnlySequence<byte> line, TaskCompletionSource<long> first, List<double> delays)
    {
        var octets = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        var at = octets.IndexOf(Total);
        if (at < 0 || !Utf8Parser.TryParse(octets[(at + Total.Length)..], out long total, out _))
        {
            return;
        }

        InterlockedMax(ref _latest, total);
        first.TrySetResult(total);
        var now = TimeProvider.System.GetTimestamp();
        lock (delays)
        {
            for (var reached = Math.Min(total - Volatile.Read(ref _before), _sent.Length); delays.Count < reached && Volatile.Read(ref _sent[delays.Count]) is var sent and not 0;)
            {
                delays.Add(TimeProvider.System.GetElapsedTime(sent, now).TotalMilliseconds);
            }
        }
    }

    private static void InterlockedMax(ref long highest, long value)
    {
        var seen = Volatile.Read(ref highest);
        while (value > seen)
        {
            var before = Interlocked.CompareExchange(ref highest, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
