using Bronx.Discord.Models;

namespace Bronx.Platform.Ledger;

/// <summary>One thing asked of the writer. It is decided inside a batch and answered once the batch is durable.</summary>
internal abstract class LedgerRequest(CancellationToken cancel)
{
    public CancellationToken Cancel => cancel;

    /// <summary>Names what must be looked up before deciding.</summary>
    public abstract void Collect(LedgerLookup lookup);

    /// <summary>Decides on the writer's view; may be asked again when a batch is repeated.</summary>
    public abstract void Decide(LedgerBook book);

    /// <summary>Answers the caller; the batch is durable.</summary>
    public abstract void Answer();

    public abstract void Fail(Exception error);
}

internal sealed class LedgerRequest<T>(Action<LedgerLookup> collect, Func<LedgerBook, T> decide, CancellationToken cancel) : LedgerRequest(cancel)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _decided;
    private Exception? _misuse;

    public Task<T> Task => _answer.Task;

    public override void Collect(LedgerLookup lookup) => collect(lookup);

    public override void Decide(LedgerBook book)
    {
        _misuse = null;
        try
        {
            _decided = decide(book);
        }
        catch (InvalidOperationException e)
        {
            // A mistake of one caller is told to that caller; the batch goes on without it.
            _misuse = e;
        }
    }

    public override void Answer()
    {
        if (_misuse is not null)
        {
            _answer.TrySetException(_misuse);
        }
        else
        {
            _answer.TrySetResult(_decided!);
        }
    }

    public override void Fail(Exception error)
    {
        if (error is OperationCanceledException cancelled)
        {
            _answer.TrySetCanceled(cancelled.CancellationToken);
        }
        else
        {
            _answer.TrySetException(error);
        }
    }
}

/// <summary>What a batch needs from the store: gathered first, fetched in a few statements.</summary>
internal sealed class LedgerLookup
{
    public HashSet<UserId> People { get; } = [];

    public HashSet<AccountId> Named { get; } = [];

    public HashSet<TransferId> Ids { get; } = [];

    /// <summary>Reservations to be closed.</summary>
    public HashSet<TransferId> Reservations { get; } = [];

    /// <summary>People who ask to be forgotten.</summary>
    public HashSet<UserId> Leaving { get; } = [];

    public void Add(AccountId account)
    {
        if (account.Owner is { } owner)
        {
            People.Add(owner);
        }
        else
        {
            Named.Add(account);
        }
    }

    public void Add(TransferOrigin origin)
    {
        if (origin.Actor is { } actor)
        {
            People.Add(actor);
        }
    }

    public void Add(Transfer transfer)
    {
        Ids.Add(transfer.Id);
        Add(transfer.From);
        Add(transfer.To);
        Add(transfer.Origin);
    }
}
