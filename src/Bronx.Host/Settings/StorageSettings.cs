using Bronx.Platform.Configuration;

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
}
