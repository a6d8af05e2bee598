using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Bronx.Benchmarks.Reporting;
using Bronx.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Wire;

/// <summary>The sandbox as a process of its own, obeying lines: <c>channels N</c>, <c>reset</c>, <c>report</c>.</summary>
internal sealed class SandboxServant : IDisposable
{
    private readonly SandboxServer _server;
    private readonly RequestTally _tally;
    private readonly HttpClient _http = new();
    private readonly List<Place> _places = [];
    private int _guildsRead;

    private SandboxServant(SandboxServer server, RequestTally tally)
    {
        _server = server;
        _tally = tally;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", "sandbox");
    }

    public static async Task<int> RunAsync(Arguments options, CancellationToken ct)
    {
        var tally = new RequestTally(TimeProvider.System);
        var settings = new SandboxOptions
        {
            Guilds = options.Number("guilds", 1),
            GlobalLimit = options.Number("global", 50),
            InvalidRequestLimit = 1_000_000,
            HistoryLimit = 100,
            Tap = tally.Saw,
        };
        await using var server = await SandboxServer.StartAsync(settings, TimeProvider.System, NullLoggerFactory.Instance, ct);
        using var servant = new SandboxServant(server, tally);
        Tell(new { address = server.Address.AbsoluteUri.TrimEnd('/'), self = server.World.BotId.ToString() });
        while (await Console.In.ReadLineAsync(ct) is { } line)
        {
            Tell(await servant.ObeyAsync(line.Split(' '), ct));
        }

        return 0;
    }

    public void Dispose() => _http.Dispose();

    private async Task<object> ObeyAsync(string[] words, CancellationToken ct)
    {
        switch (words[0])
        {
            case "channels":
                return await ChannelsAsync(int.Parse(words[1], CultureInfo.InvariantCulture), ct);
            case "reset":
                _tally.Reset();
                return new { };
            default:
                return _tally.Report();
        }
    }

    /// <summary>The first text channels of the servers beside the demo server.</summary>
    private async Task<List<Place>> ChannelsAsync(int count, CancellationToken ct)
    {
        var guilds = _server.World.GuildIds;
        while (_places.Count < count && _guildsRead + 1 < guilds.Count)
        {
            var guild = guilds[1 + _guildsRead];
            using var answer = await _http.GetAsync($"{_server.ApiBaseAddress}/guilds/{guild}/channels", ct);
            if ((int)answer.StatusCode == 429)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
                continue;
            }

            var channels = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
            _places.AddRange(channels.EnumerateArray().Where(channel => channel.GetProperty("type").GetInt32() == 0)
                .Select(channel => new Place(guild.ToString(), channel.GetProperty("id").GetString()!)));
            _guildsRead++;
        }

        return [.. _places.Take(count)];
    }

    private static void Tell(object what)
    {
        Console.WriteLine(JsonSerializer.Serialize(what));
        Console.Out.Flush();
    }
}
