using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Bronx.Platform.Tests.Caching;

/// <summary>One connection through a <see cref="RedisDoor"/>.</summary>
internal sealed class RedisPassage(Socket visitor, Socket redis)
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource _open = Opened();

    /// <summary>All that the visitor said so far, also what was held.</summary>
    public string Said
    {
        get
        {
            lock (_gate)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Ends when everything that the visitor said went through, or Redis would not hear it, and the visitor is gone.</summary>
    public Task Gone => _gone.Task;

    public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _open.TrySetResult();

    public async Task RunAsync(CancellationToken end)
    {
        using (visitor)
        using (redis)
        {
            var asking = PassAsync(visitor, redis, Note, end);
            var answering = PassAsync(redis, visitor, static _ => { }, end);
            await asking;
            _gone.TrySetResult();
            await answering;
        }
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }

    private void Note(byte[] words)
    {
        lock (_gate)
        {
            _said.Append(Encoding.UTF8.GetString(words));
        }
    }

    /// <summary>Hears all at once, so that nothing is lost when the speaker leaves; hands it on when it may.</summary>
    private async Task PassAsync(Socket from, Socket to, Action<byte[]> note, CancellationToken end)
    {
        var heard = Channel.CreateUnbounded<byte[]>();
        var hearing = HearAsync(from, heard.Writer, note, end);
        try
        {
            await foreach (var words in heard.Reader.ReadAllAsync(end))
            {
                await _open.Task.WaitAsync(end);
                await to.SendAsync(words, SocketFlags.None, end);
            }

            await _open.Task.WaitAsync(end);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            // The other side is gone, or the test is over.
        }

        await hearing;
    }

    private static async Task HearAsync(Socket from, ChannelWriter<byte[]> heard, Action<byte[]> note, CancellationToken end)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, SocketFlags.None, end) is > 0 and var length)
            {
                note(buffer[..length]);
                heard.TryWrite(buffer[..length]);
            }
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            // It left without a word, or the test is over.
        }

        heard.Complete();
    }
}
