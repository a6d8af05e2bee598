using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Tests.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Book = Bronx.Platform.Ledger.Ledger;

namespace Bronx.Platform.Tests.Ledger;

/// <summary>A ledger on a real engine, closed and opened again as a test likes.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly Stores _stores;
    private readonly TimeProvider _time;
    private readonly LedgerOptions _options;
    private Database? _database;
    private Book? _book;

    private Place(Stores stores, TimeProvider? time, LedgerOptions options)
    {
        _stores = stores;
        _time = time ?? Clock;
        _options = options;
    }

    public HeldClock Clock { get; } = new();

    public Database Database => _database ?? throw new InvalidOperationException("closed");

    public Book Book => _book ?? throw new InvalidOperationException("closed");

    public static async Task<Place> NewAsync(DatabaseEngine engine, PostgresServer postgres, TimeProvider? time = null, LedgerOptions? options = null)
    {
        var place = new Place(await Stores.NewAsync(engine, postgres), time, options ?? new LedgerOptions());
        await place.ReopenAsync();
        return place;
    }

    public async Task ReopenAsync()
    {
        await CloseAsync();
        _database = await _stores.OpenAsync();
        _book = await Book.OpenAsync(_database, _time, NullLoggerFactory.Instance, _options, TestContext.Current.CancellationToken);
    }

    public async Task CloseAsync()
    {
        if (_book is not null)
        {
            await _book.DisposeAsync();
            await Database.DisposeAsync();
            (_book, _database) = (null, null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _stores.DisposeAsync();
    }
}
