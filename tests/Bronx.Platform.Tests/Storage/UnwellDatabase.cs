using System.Data.Common;
using Bronx.Platform.Storage;

namespace Bronx.Platform.Tests.Storage;

/// <summary>A server that hangs or refuses, as the test says.</summary>
internal sealed class UnwellDatabase(Func<Task> answer) : Database
{
    private int _asked;

    /// <summary>How often anybody asked it anything.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public override DatabaseEngine Engine => DatabaseEngine.Postgres;

    public override PoolUsage Pool { get; } = new(5, 50, 1, 1, 0, 1, TimeSpan.Zero);

    internal override IReadOnlyList<(string Name, Func<CancellationToken, Task<CareResult>> Run)> Care => [];

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query, CancellationToken cancel)
    {
        Interlocked.Increment(ref _asked);
        await answer();
        return default!;
    }

    public override string Describe() => "PostgreSQL, bronx on db:5432";

    public override async Task<DatabaseHealth> CheckAsync(CancellationToken cancel)
    {
        await ReadAsync<int>(_ => Task.FromResult(0), cancel);
        return new DatabaseHealth(Engine, "PostgreSQL 17", TimeSpan.FromMilliseconds(2), 1, 1, 50, null);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private protected override Task<T> WriteCoreAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel) => ReadAsync(_ => Task.FromResult<T>(default!), cancel);
}
