using System.Globalization;
using System.Text.Json;
using Bronx.Benchmarks.Reporting;

namespace Bronx.Benchmarks.Source;

/// <summary>The recorded world as a process of its own, obeying lines: <c>say N</c>, which ends with a mark whose number it answers.</summary>
internal static class SourceServant
{
    public static async Task<int> RunAsync(Arguments options, CancellationToken ct)
    {
        using var server = new FrameServer(await Recording.TakeAsync(options.Number("guilds", 101), options.Number("channels", 400), ct));
        server.Start();
        Tell(new { address = server.Address });
        while (await Console.In.ReadLineAsync(ct) is { } line)
        {
            await server.SayAsync(int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
            Tell(new { marked = await server.MarkAsync() });
        }

        return 0;
    }

    private static void Tell(object what)
    {
        Console.WriteLine(JsonSerializer.Serialize(what));
        Console.Out.Flush();
    }
}
