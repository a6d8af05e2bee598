namespace Bronx.Discord.RequestQueue;

/// <summary>A caller waiting for a request. A conflated edit has several.</summary>
internal sealed class Waiter
{
    private readonly TaskCompletionSource<byte[]> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The request that serves it; changes when an edit is folded into another. Touched by the queue's loop alone.</summary>
    public ApiRequest? Request { get; set; }

    /// <summary>The answer's body.</summary>
    public Task<byte[]> Task => _done.Task;

    public bool Succeed(byte[] body) => _done.TrySetResult(body);

    public bool Fail(Exception fault) => _done.TrySetException(fault);

    public bool Cancel(CancellationToken ct) => _done.TrySetCanceled(ct);
}
