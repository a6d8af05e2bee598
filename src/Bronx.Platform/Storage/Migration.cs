namespace Bronx.Platform.Storage;

/// <summary>One step of a slice's schema. A step that was released is never changed: another step follows it.</summary>
/// <param name="Number">1, 2, 3 … without a gap.</param>
/// <param name="Name">What the step does, in a few words.</param>
/// <param name="Sqlite">One or more statements for SQLite.</param>
/// <param name="Postgres">The same for PostgreSQL.</param>
public sealed record Migration(int Number, string Name, string Sqlite, string Postgres)
{
    public string For(DatabaseEngine engine) => engine == DatabaseEngine.Sqlite ? Sqlite : Postgres;
}

/// <summary>The steps of one slice, in order.</summary>
public sealed record MigrationSet(string Slice, IReadOnlyList<Migration> Steps);
