using System.Text;
using Bronx.Discord.Gateway;
using Bronx.Discord.Tests.Fuzzing;

namespace Bronx.Discord.Tests.Gateway;

/// <summary>Our end of a WebSocket (RFC 6455), byte by byte.</summary>
public sealed class SocketTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public async Task Messages_AreReadWholeHoweverTheyArrive(int chunk)
    {
        var texts = new[] { "", "a", new string('b', 125), new string('c', 126), new string('d', 65_535), new string('e', 65_536) };
        using var socket = GatewaySocket.Over(new SocketBytes.Line([.. texts.SelectMany(text => SocketBytes.Frame(1, Encoding.UTF8.GetBytes(text)))], chunk));
        Assert.Equal(texts, await ReadAllAsync(socket));
    }

    [Fact]
    public async Task AMessageInParts_IsOneMessage_WithPingsBetween()
    {
        var line = new SocketBytes.Line([.. SocketBytes.Frame(1, "one "u8, final: false), .. SocketBytes.Frame(9, "ping"u8), .. SocketBytes.Frame(0, "two "u8, final: false), .. SocketBytes.Frame(0, "three"u8), .. SocketBytes.Frame(2, "four"u8)], 7);
        using var socket = GatewaySocket.Over(line);
        Assert.Equal(["one two three", "four"], await ReadAllAsync(socket));
        Assert.Equal((10, "ping"), Unmask(line.Written));
    }

    [Fact]
    public async Task ACloseFrame_EndsReadingAndTellsItsCode()
    {
        using var socket = GatewaySocket.Over(new SocketBytes.Line([.. SocketBytes.Frame(8, [0x0F, 0xA8, (byte)'x']), .. SocketBytes.Frame(1, "too late"u8)], 100));
        Assert.Empty(await ReadAllAsync(socket));
        Assert.Equal(4008, socket.CloseCode);
        using var silent = GatewaySocket.Over(new SocketBytes.Line(SocketBytes.Frame(8, []), 100));
        Assert.Empty(await ReadAllAsync(silent));
        Assert.True(silent.IsClosed);
        Assert.Null(silent.CloseCode);
    }

    [Theory]
    [InlineData("81 81 00 00 00 00 41")]
    [InlineData("C1 01 41")]
    [InlineData("80 01 41")]
    [InlineData("01 01 41 81 01 42")]
    [InlineData("09 01 41")]
    [InlineData("89 7E 00 80")]
    [InlineData("83 01 41")]
    [InlineData("81 7F 00 00 00 01 00 00 00 00")]
    [InlineData("81 7F FF FF FF FF FF FF FF FF")]
    public async Task WhatNoServerMaySend_IsRefused(string bytes)
    {
        using var socket = GatewaySocket.Over(new SocketBytes.Line(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)), 100));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAllAsync(socket));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(4096)]
    [InlineData(70_000)]
    public async Task WhatIsSent_IsMaskedAndWhole(int length)
    {
        var line = new SocketBytes.Line([], 1);
        using var socket = GatewaySocket.Over(line);
        var text = new string('x', length);
        await socket.SendAsync(Encoding.UTF8.GetBytes(text));
        Assert.Equal((1, text), Unmask(line.Written));
        await socket.CloseAsync(4900);
        await socket.CloseAsync(1000);
        Assert.Equal(8, Unmask(line.Written[^8..]).Opcode);
    }

    private static async Task<List<string>> ReadAllAsync(GatewaySocket socket)
    {
        List<string> read = [];
        do
        {
            while (socket.TryTake(out var message))
            {
                read.Add(Encoding.UTF8.GetString(message.Span));
            }
        }
        while (await socket.FillAsync());
        return read;
    }

    private static (int Opcode, string Text) Unmask(byte[] frame)
    {
        var small = frame[1] & 0x7F;
        Assert.True((frame[1] & 0x80) != 0, "a client masks");
        var head = small == 126 ? 4 : small == 127 ? 10 : 2;
        var text = frame[(head + 4)..].Select((one, i) => (byte)(one ^ frame[head + (i & 3)])).ToArray();
        return (frame[0] & 0x0F, Encoding.UTF8.GetString(text));
    }
}
