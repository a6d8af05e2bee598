using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Bronx.Platform.Storage;

/// <summary>A handful of read connections, opened when first needed and kept.</summary>
internal sealed class SqliteReaders(string file, int max) : IAsyncDisposable
{
    private readonly SemaphoreSlim _places = new(max, max);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private int _open;

    public int Max => max;

    public int Open => Volatile.Read(ref _open);

    public async Task<SqliteConnection> RentAsync(CancellationToken cancel)
    {
        await _places.WaitAsync(cancel);
        try
        {
            if (_idle.TryTake(out var idle))
            {
                return idle;
            }

            var fresh = SqliteConnections.Open(file, readOnly: true);
            Interlocked.Increment(ref _open);
            return fresh;
        }
        catch (SqliteException e) when (SqliteFault.IsOfTheWorld(e))
        {
            _places.Release();
            throw SqliteFault.Translate(e, file);
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    public void Return(SqliteConnection reader)
    {
        _idle.Add(reader);
        _places.Release();
    }

    /// <summary>Waits for the readers at work, then closes all.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < max; i++)
        {
            await _places.WaitAsync(CancellationToken.None);
        }

        while (_idle.TryTake(out var reader))
        {
            await reader.DisposeAsync();
        }

        _places.Dispose();
    }
}
