using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Microsoft.Extensions.Logging;

namespace Bronx.Sandbox.Worlds;

/// <summary>
/// Keeps a world in a file: reads it at the start, writes it whole beside the old one and renames, every few seconds while something
/// changes and at the end.
/// </summary>
internal sealed partial class WorldKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly World _world;
    private readonly string _file;
    private readonly ILogger<WorldKeeper> _logger;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    private WorldKeeper(World world, string file, ILogger<WorldKeeper> logger)
    {
        _world = world;
        _file = file;
        _logger = logger;
        _loop = KeepAsync();
    }

    public static WorldKeeper Open(World world, string file, ILogger<WorldKeeper> logger)
    {
        var full = Path.GetFullPath(file);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            if (File.Exists(full))
            {
                WorldSnapshot.Restore(world, JsonNode.Parse(File.ReadAllBytes(full))!.AsObject());
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SandboxStartException($"The sandbox's world file {full} cannot be opened: {fault.Message} Check its permissions, or choose another place.", fault);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException or NullReferenceException)
        {
            throw new SandboxStartException($"The sandbox's world file {full} is damaged. Move it away to begin with a fresh world; nothing of the bot's own data is in it.", fault);
        }

        world.Changed = false;
        return new WorldKeeper(world, full, logger);
    }

    public async Task SaveAsync(CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            byte[] octets;
            lock (_world.Gate)
            {
                octets = Json.Octets(WorldSnapshot.Take(_world));
                _world.Changed = false;
            }

            var beside = _file + ".new";
            await File.WriteAllBytesAsync(beside, octets, cancellation);
            File.Move(beside, _file, overwrite: true);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await TrySaveAsync();
        _stop.Dispose();
        _writing.Dispose();
    }

    private async Task KeepAsync()
    {
        using var timer = new PeriodicTimer(Pace, _world.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await TrySaveAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox stops; the last state is written after this loop.
        }
    }

    private async Task TrySaveAsync()
    {
        bool changed;
        lock (_world.Gate)
        {
            changed = _world.Changed;
        }

        if (!changed)
        {
            return;
        }

        try
        {
            await SaveAsync(CancellationToken.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.NotSaved(_logger, _file, fault.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The sandbox's world could not be written to {File}: {Why}")]
        public static partial void NotSaved(ILogger logger, string file, string why);
    }
}
