using System.Globalization;

namespace Bronx.Discord.Gateway;

/// <summary>Sessions as files of a directory, one per shard, readable by their owner only.</summary>
public sealed class SessionFiles(string directory) : ISessionStore
{
    private const int HeadLength = sizeof(long);

    public async Task<StoredSession?> TakeAsync(int shard, int shardCount, CancellationToken ct)
    {
        var path = PathOf(shard, shardCount);
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = await File.ReadAllBytesAsync(path, ct);
        File.Delete(path);
        return bytes.Length < HeadLength || BitConverter.ToInt64(bytes) is < 0 or > 4_000_000_000_000
            ? null
            : new StoredSession(shard, shardCount, DateTimeOffset.FromUnixTimeMilliseconds(BitConverter.ToInt64(bytes)), bytes.AsMemory(HeadLength));
    }

    public async Task KeepAsync(StoredSession session, CancellationToken ct)
    {
        Directory.CreateDirectory(directory);
        var path = PathOf(session.Shard, session.ShardCount);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Whole or not at all: a program that is killed meanwhile leaves the temporary file behind, which nobody reads.
        await using (var file = new FileStream(path + ".new", options))
        {
            await file.WriteAsync(BitConverter.GetBytes(session.KeptAt.ToUnixTimeMilliseconds()), ct);
            await file.WriteAsync(session.State, ct);
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    private string PathOf(int shard, int count) => Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"shard-{shard}-of-{count}.session"));
}
