namespace Bronx.Platform.Storage;

/// <summary>Where data lives.</summary>
public sealed record StorageOptions
{
    /// <summary><c>postgres://user:password@host:5432/name?sslmode=require</c>, or Npgsql's <c>Host=…;Database=…</c>. Null or empty: SQLite.</summary>
    public string? DatabaseUrl { get; init; }

    /// <summary>Holds <c>bronx.db</c>, its lock and the usage journal. Made when it is missing.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Connections PostgreSQL keeps open, 0 to <see cref="PoolMax"/>.</summary>
    public int PoolMin { get; init; } = 5;

    /// <summary>Connections at most, 1–1,000. SQLite opens one writer and at most four readers of these.</summary>
    public int PoolMax { get; init; } = 50;

    /// <summary>The embedded database's file.</summary>
    public string SqliteFile => Path.Combine(DataDirectory, "bronx.db");
}
