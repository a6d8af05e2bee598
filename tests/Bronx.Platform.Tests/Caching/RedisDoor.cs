using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Bronx.Platform.Tests.Caching;

/// <summary>A way to a real Redis that a test can shut: whoever comes is let in, but nothing goes through, in neither direction.</summary>
internal sealed class RedisDoor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _redis;
    private readonly ConcurrentQueue<RedisPassage> _passages = new();
    private readonly ConcurrentBag<Task> _under = [];
    private readonly Task _porter;

    /// <param name="redis">The address of the real one.</param>
    public RedisDoor(string redis)
    {
        _redis = new Uri(redis);
        _listener.Start();
        Address = $"redis://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{_redis.AbsolutePath}";
        _porter = Task.Run(ReceiveAsync);
    }

    public string Address { get; }

    /// <summary>Whether those who come from now on find it shut.</summary>
    public bool IsShut { get; set; }

    /// <summary>All who came, in their order.</summary>
    public IReadOnlyList<RedisPassage> Passages => [.. _passages];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _porter;
        await Task.WhenAll(_under);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var visitor = await _listener.AcceptSocketAsync(_end.Token);
                var redis = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await redis.ConnectAsync(_redis.Host, _redis.Port, _end.Token);
                var passage = new RedisPassage(visitor, redis);
                if (IsShut)
                {
                    passage.Hold();
                }

                _passages.Enqueue(passage);
                _under.Add(passage.RunAsync(_end.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
