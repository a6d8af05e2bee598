namespace Bronx.Platform.Storage;

/// <summary>The two engines that ship.</summary>
public enum DatabaseEngine
{
    /// <summary>Embedded, one file in the data directory; nothing to install.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server (12 or newer), for production and for several processes.</summary>
    Postgres,
}
