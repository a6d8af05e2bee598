using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Bronx.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Source;

/// <summary>
/// What the sandbox sends a bot: its session's beginning and messages of people, taken down once, so that they can be sent again and again
/// faster than any sandbox renders them.
/// </summary>
internal sealed record Recording(byte[] Ready, IReadOnlyList<byte[]> Guilds, IReadOnlyList<MessageTemplate> Messages, string SelfId, string GuildId)
{
    /// <summary>Logs in to a sandbox of so many servers, lets one person say something in each of so many channels, and writes down what comes.</summary>
    public static async Task<Recording> TakeAsync(int guilds, int messages, CancellationToken ct)
    {
        var settings = new SandboxOptions { Guilds = guilds, GlobalLimit = 1_000_000 };
        await using var server = await SandboxServer.StartAsync(settings, TimeProvider.System, NullLoggerFactory.Instance, ct);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"{server.Address.AbsoluteUri.Replace("http", "ws", StringComparison.Ordinal)}gateway?v=10&encoding=json"), ct);
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"op":2,"d":{"token":"sandbox","intents":33281,"properties":{"os":"linux","browser":"bench","device":"bench"}}}"""), WebSocketMessageType.Text, true, ct);
        byte[]? ready = null;
        List<byte[]> created = [];
        List<string> channels = [];
        while (created.Count < guilds)
        {
            var (name, d) = await NextAsync(socket, ct);
            if (name == "READY")
            {
                ready = Encoding.UTF8.GetBytes(d.GetRawText());
            }
            else if (name == "GUILD_CREATE")
            {
                created.Add(Encoding.UTF8.GetBytes(d.GetRawText()));
                channels.AddRange(d.GetProperty("channels").EnumerateArray().Where(channel => channel.GetProperty("type").GetInt32() == 0)
                    .Select(channel => channel.GetProperty("id").GetString()!));
            }
        }

        var person = server.As("owner");
        List<MessageTemplate> said = [];
        foreach (var channel in channels.TakeLast(messages))
        {
            await person.SayAsync(channel, $"Line {said.Count}: has anybody seen the receipt for the blue paint from last Tuesday?");
            JsonElement d;
            string name;
            do
            {
                (name, d) = await NextAsync(socket, ct);
            }
            while (name != "MESSAGE_CREATE");

            said.Add(MessageTemplate.Of(Encoding.UTF8.GetBytes(d.GetRawText()), d.GetProperty("id").GetString()!));
        }

        return new Recording(ready!, created, said, server.World.BotId.ToString(), JsonDocument.Parse(created[^1]).RootElement.GetProperty("id").GetString()!);
    }

    private static async Task<(string Name, JsonElement Data)> NextAsync(ClientWebSocket socket, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        var part = new byte[64 * 1024];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(part.AsMemory(), ct);
            buffer.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);

        var frame = JsonDocument.Parse(buffer.ToArray()).RootElement;
        return (frame.GetProperty("t").GetString() ?? "", frame.GetProperty("d"));
    }
}

/// <summary>A MESSAGE_CREATE whose id can be written anew: clients keep messages by id and pass over one they know.</summary>
internal sealed record MessageTemplate(byte[] Data, int IdAt, int IdLength)
{
    public static MessageTemplate Of(byte[] data, string id)
    {
        var at = data.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\"id\":\"{id}\""));
        return new MessageTemplate(data, at + 6, id.Length);
    }
}
