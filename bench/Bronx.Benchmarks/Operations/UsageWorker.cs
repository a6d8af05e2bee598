using System.Globalization;
using System.IO.MemoryMappedFiles;
using Bronx.Benchmarks.Reporting;
using Bronx.Discord.Models;
using Bronx.Platform.Telemetry;

namespace Bronx.Benchmarks.Operations;

/// <summary>The process that is killed: it counts until then, and notes each use before and after, in a page that outlives it.</summary>
internal static class UsageWorker
{
    /// <summary>
    /// At most 5,000 a second: twenty-five times what the load target asks for. Far faster than the store takes them, the journal's 65,536 places fill
    /// up, counting goes on in memory, and that a killed process loses.
    /// </summary>
    private const int Burst = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);

    public static async Task<int> RunAsync(Arguments options)
    {
        var folder = options.Text("data", "");
        var random = new Random(options.Number("seed", 1));
        await using var database = await UsageKillRun.OpenAsync(folder, CancellationToken.None);
        await using var tracker = await UsageKillRun.OpenTrackerAsync(database, folder, CancellationToken.None);
        using var file = MemoryMappedFile.CreateFromFile(NotesOf(folder), FileMode.OpenOrCreate, null, 16);
        using var notes = file.CreateViewAccessor(0, 16);
        var number = long.Parse(options.Text("base", "0"), CultureInfo.InvariantCulture);
        notes.Write(0, number);
        notes.Write(8, number);
        Console.WriteLine("{}");
        await Console.Out.FlushAsync();
        var saving = Task.CompletedTask;
        while (true)
        {
            notes.Write(0, ++number);
            tracker.Record(new CommandUse(
                $"command {random.Next(30)}", CommandForm.Slash, CommandEnd.Succeeded, null, TimeSpan.FromMilliseconds(random.Next(50)), new UserId((ulong)random.Next(1, 500)), new GuildId((ulong)random.Next(1, 50)), TimeProvider.System.GetUtcNow()));
            notes.Write(8, number);
            if (saving.IsCompleted && random.Next(200) == 0)
            {
                saving = tracker.FlushAsync(CancellationToken.None);
            }

            if (number % Burst == 0)
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }

    /// <summary>Uses that were begun, and those that were done, since the very first.</summary>
    public static (long Begun, long Done) ReadNotes(string folder)
    {
        var bytes = File.ReadAllBytes(NotesOf(folder));
        return (BitConverter.ToInt64(bytes, 0), BitConverter.ToInt64(bytes, 8));
    }

    private static string NotesOf(string folder) => Path.Combine(folder, "notes");
}
