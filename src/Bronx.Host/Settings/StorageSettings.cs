using Bronx.Platform.Configuration;
using Bronx.Platform.Storage;

namespace Bronx.Host.Settings;

/// <summary>Where data lives.</summary>
public sealed record StorageSettings
{
    [Setting("Folder of the embedded database and of the usage journal; made when missing.", Example = "data", MaxLength = 1_000)]
    public string DataDirectory { get; init; } = "data";

    [Setting("Address of a PostgreSQL database; without one the embedded SQLite in the data folder is used.", Example = "postgres://bronx:secret@localhost:5432/bronx", Variable = "DATABASE_URL")]
    public Secret? DatabaseUrl { get; init; }

    [Setting("PostgreSQL connections kept open.", Example = "5", Min = 1, Max = 50)]
    public int PoolMin { get; init; } = 5;

    [Setting("PostgreSQL connections at most.", Example = "50", Min = 5, Max = 200)]
    public int PoolMax { get; init; } = 50;

    [Setting("Copies of the store that are kept; one is made every night at 03:30 UTC. 0 makes none.", Example = "7", Min = 0, Max = 365)]
    public int BackupsKept { get; init; } = 7;

    [Setting("Where copies of the store go.", Example = "/var/backups/bronx", MaxLength = 1_000, DefaultIs = "backups in the data folder")]
    public string? BackupDirectory { get; init; }

    internal StorageOptions ToOptions() => new()
    {
        DatabaseUrl = DatabaseUrl?.Reveal(),
        DataDirectory = DataDirectory,
        PoolMin = PoolMin,
        PoolMax = PoolMax,
    };
}
