namespace Bronx.Discord.Gateway;

/// <summary>
/// Where sessions rest between two runs of the program, so that a restart goes on with them instead of beginning new ones: events of
/// the meantime come then, and the daily budget of new sessions is spared. An edge of the process: a file, a table.
/// </summary>
public interface ISessionStore
{
    /// <summary>Gives what was kept of a shard, once: a session taken up cannot be taken up again. Null when there is none.</summary>
    Task<StoredSession?> TakeAsync(int shard, int shardCount, CancellationToken ct);

    /// <summary>Keeps a session that has stopped, in the place of any earlier one of the shard.</summary>
    Task KeepAsync(StoredSession session, CancellationToken ct);
}

/// <summary>One shard's session at rest.</summary>
/// <param name="KeptAt">When it stopped; Discord forgets a session after a few minutes.</param>
/// <param name="State">Opaque; as good as a password to the session, and several kilobytes per server.</param>
public sealed record StoredSession(int Shard, int ShardCount, DateTimeOffset KeptAt, ReadOnlyMemory<byte> State);
