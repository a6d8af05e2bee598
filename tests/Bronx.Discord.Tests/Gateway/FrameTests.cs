using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Bronx.Discord.Gateway;
using Bronx.Discord.Tests.Caching;

namespace Bronx.Discord.Tests.Gateway;

/// <summary>Frames whole, split, packed, broken and hostile.</summary>
public sealed class FrameTests
{
    [Fact]
    public void AnEventNobodyWants_CostsNoAllocation()
    {
        var json = Encoding.UTF8.GetBytes($$"""{"t":"PRESENCE_UPDATE","s":12,"op":0,"d":{"user":{"id":"1"},"status":"{{new string('x', 800)}}"} }""");
        // A method that is compiled anew meanwhile may allocate on the thread that waits for it: one round without is proof.
        Assert.Contains(Enumerable.Range(0, 10).Select(_ => AllocatedByAThousand(json)).ToArray(), bytes => bytes == 0);

        static long AllocatedByAThousand(byte[] json)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var n = 0; n < 1000; n++)
            {
                var frame = Frame.Read(json);
                if (frame.Kind != EventKind.Unknown || frame.Sequence != 12)
                {
                    Assert.Fail("the envelope was misread");
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData("""{"t":"READY","s":1,"op":0,"d":{"x":[1,{"t":"no","op":9}]}}""")]
    [InlineData("""{"op":0,"d":{"x":[1,{"t":"no","op":9}]},"s":1,"t":"READY"}""")]
    [InlineData("""{"d":{"x":[1,{"t":"no","op":9}]},"t":"READY","s":1,"op":0}""")]
    [InlineData("""{"unknown":[{}],"t":"RE\u0041DY","s":1,"op":0,"d":{"x":[1,{"t":"no","op":9}]}}""")]
    public void AnEnvelope_IsReadInAnyOrder(string json)
    {
        var frame = Frame.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal(Opcode.Dispatch, frame.Opcode);
        Assert.Equal(1, frame.Sequence);
        var reader = new Utf8JsonReader(frame.Payload);
        Assert.True(reader.Read());
        Assert.Equal(JsonTokenType.StartObject, reader.TokenType);
    }

    [Fact]
    public async Task FramesSplitOverMessagesAndPackedAsOneStream_AreReadWhole()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord, options => options with { Compress = true }).Listening<MessageCreated>().StartAsync();
        var socket = await discord.AcceptAsync();
        Assert.Contains("compress=zlib-stream", socket.Address, StringComparison.Ordinal);
        using var packed = new MemoryStream();
        await using var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true);
        var chance = new Random(5);

        await PackAsync("""{"op":10,"d":{"heartbeat_interval":41250}}""");
        await socket.ExpectAsync(2);
        await PackAsync("""{"t":"READY","s":1,"op":0,"d":{"user":{"id":"42","username":"Bronx"},"guilds":[],"session_id":"s","resume_gateway_url":"ws://127.0.0.1:1"}}""");
        for (var n = 0; n < 50; n++)
        {
            await PackAsync($$"""{"t":"MESSAGE_CREATE","s":{{n + 2}},"op":0,"d":{{SessionTests.Message((ulong)n + 1, content: new string('é', chance.Next(1500)))}} }""");
            Assert.Equal((ulong)n + 1, (await under.NextAsync<MessageCreated>()).Message.Id.Value);
        }

        async Task PackAsync(string json)
        {
            packed.SetLength(0);
            await zlib.WriteAsync(Encoding.UTF8.GetBytes(json));
            await zlib.FlushAsync();
            var bytes = packed.ToArray();
            // Several WebSocket messages, some of several frames: only the flush at the end counts.
            var cut = chance.Next(1, bytes.Length);
            await socket.SendAsync(bytes.AsMemory(0, cut), WebSocketMessageType.Binary, chance.Next(2) == 0);
            await socket.SendAsync(bytes.AsMemory(cut), WebSocketMessageType.Binary);
        }
    }

    [Fact]
    public async Task GarbageInAPackedStream_EndsTheConnectionAndNothingElse()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord, options => options with { Compress = true }).StartAsync();
        var first = await discord.AcceptAsync();
        await first.SendAsync(new byte[] { 0x78, 0x9c, 0xff, 0xff, 0xff, 0xff, 0x12, 0x00, 0x00, 0xff, 0xff }, WebSocketMessageType.Binary);
        await under.ReconnectedAsync(discord);
    }

    [Fact]
    public void ABomb_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[8 * 1024 * 1024]);
            zlib.Flush();
        }

        using var inflater = new ZlibStreamInflater();
        using var into = new PooledBuffer(1024 * 1024);
        Assert.Throws<InvalidDataException>(() => inflater.Inflate(packed.ToArray(), into));
    }

    [Theory]
    [InlineData("MESSAGE_CREATE", "null")]
    [InlineData("MESSAGE_CREATE", "[]")]
    [InlineData("MESSAGE_CREATE", """{"id":null,"channel_id":{},"author":[],"content":7}""")]
    [InlineData("MESSAGE_CREATE", """{"id":"99999999999999999999999999","channel_id":"7","author":{"id":"9"}}""")]
    [InlineData("MESSAGE_CREATE", """{"id":"5","channel_id":"7","author":{"id":"9","username":"\ud800"}}""")]
    [InlineData("GUILD_CREATE", """{"id":"100","roles":null,"channels":{"a":1},"members":[null,7,{"user":null}],"member_count":"many","name":["x"]}""")]
    [InlineData("GUILD_DELETE", "true")]
    [InlineData("INTERACTION_CREATE", """{"id":"1"}""")]
    [InlineData("INTERACTION_CREATE", """{"id":1e99,"application_id":null,"type":"x","token":5}""")]
    [InlineData("GUILD_MEMBER_UPDATE", """{"guild_id":"100","user":5,"roles":"none"}""")]
    [InlineData("MESSAGE_DELETE_BULK", """{"ids":[null,"x",-1],"channel_id":"7"}""")]
    [InlineData("MESSAGE_REACTION_ADD", """{"user_id":"1","channel_id":[],"message_id":"","emoji":"x"}""")]
    [InlineData("RATE_LIMITED", """{"retry_after":"x","meta":[{}]}""")]
    [InlineData("READY", """{"user":{"id":"42"},"session_id":5}""")]
    [InlineData("THREAD_LIST_SYNC", """{"guild_id":"100","threads":[[],{}]}""")]
    public async Task AnEventThatMakesNoSense_IsSkippedAndTheNextIsRead(string name, string d)
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord)
            .Listening<MessageDeleted>().Listening<InteractionCreated>().Listening<MessageUpdated>().Listening<ReactionAdded>().Listening<MessageCreated>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await socket.DispatchAsync("GUILD_CREATE", 2, GuildLifeTests.Server(100));
        await socket.DispatchAsync(name, 3, d);
        await socket.SendAsync("not json at all");
        await socket.SendAsync("""{"op":"x","d":{}""");
        await socket.DispatchAsync("MESSAGE_CREATE", 4, SessionTests.Message(6));
        Assert.Equal(6UL, (await under.NextAsync<MessageCreated>()).Message.Id.Value);
    }

    [Fact]
    public void AnyBytesAtAll_AreReadOrRefusedAndNeverCrash()
    {
        var chance = new Random(20260302);
        var seeds = new[]
        {
            $$"""{"t":"MESSAGE_CREATE","s":4,"op":0,"d":{{SessionTests.Message(6)}} }""", $$"""{"t":"GUILD_CREATE","s":2,"op":0,"d":{{GuildLifeTests.Server(100)}} }""",
            """{"t":"INTERACTION_CREATE","s":9,"op":0,"d":{"id":"1","application_id":"43","type":2,"token":"t","guild_id":"100","channel_id":"7","member":{"user":{"id":"9","username":"ada"},"roles":[],"permissions":"8"},"data":{"id":"3","name":"ping","type":1,"options":[{"name":"n","type":4,"value":5}],"resolved":{"users":{"9":{"id":"9","username":"ada"}}}}}}""",
            """{"t":"MESSAGE_REACTION_ADD","s":9,"op":0,"d":{"user_id":"1","channel_id":"2","message_id":"3","emoji":{"id":null,"name":"👍"}}}""",
        }.Select(Encoding.UTF8.GetBytes).ToArray();
        var intake = IntakeUnderTest.Create();
        for (var n = 0; n < 60_000; n++)
        {
            var bytes = seeds[chance.Next(seeds.Length)].ToArray();
            for (var hit = chance.Next(1, 6); hit > 0; hit--)
            {
                switch (chance.Next(3))
                {
                    case 0:
                        bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
                        break;
                    case 1:
                        bytes = bytes[..chance.Next(1, bytes.Length)];
                        break;
                    default:
                        var at = chance.Next(bytes.Length);
                        bytes = [.. bytes.AsSpan(0, at), .. "null"u8, .. bytes.AsSpan(at)];
                        break;
                }
            }

            try
            {
                var frame = Frame.Read(bytes);
                if (frame.Opcode == Opcode.Dispatch && frame.Kind != EventKind.Ready)
                {
                    intake.Take(frame.Kind, frame.Payload);
                }
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or OverflowException)
            {
                // What the connection skips and logs; anything else fails the test.
            }
        }
    }
}
