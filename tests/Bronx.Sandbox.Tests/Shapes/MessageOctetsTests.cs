using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Shapes;

public sealed class MessageOctetsTests
{
    [Fact]
    public async Task EveryMessage_IsWrittenAsTheTreeHasIt()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var (owner, member) = (sandbox.Server.As("owner"), sandbox.Server.As("member"));
        var general = sandbox.Channel("general");
        var said = await member.SayAsync("general", $"Hello {owner.Mention}, \"quoted\" \\ <b>ünï</b> 🎲 \u0007 half \ud83c");
        await owner.SayAsync("general", "An answer.", said);
        await owner.ReactAsync(said, "🎲");
        await owner.EditAsync(await owner.SayAsync("general", "@everyone first"), "@everyone second");
        await member.SayAsync("@bot", "In private.");
        await sandbox.Server.NewPerson("Nadia").JoinAsync();
        await owner.BeginThreadAsync("general", "Aside", said);
        await sandbox.Api.PatchAsync($"/guilds/{sandbox.Guild}/members/{member.Id}", new { nick = "M", communication_disabled_until = sandbox.Clock.GetUtcNow().AddMinutes(5.5) });
        await sandbox.Api.PostAsync($"/channels/{general}/messages", new
        {
            content = "Everything",
            nonce = "7",
            embeds = new[] { new { title = "Card", fields = new[] { new { name = "n", value = "v" } } } },
            components = new[] { new { type = 1, components = new[] { new { type = 2, style = 1, label = "Go", custom_id = "go" } } } },
        });
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        await member.SlashAsync("@bot", "ping");
        await bot.AnswerNextAsync(new { type = 4, data = new { content = "pong", flags = 64 } });
        var hook = await sandbox.Api.PostAsync($"/channels/{general}/webhooks", new { name = "Postman" });
        await sandbox.Api.PostAsync($"/webhooks/{hook.Id}/{hook.Json.GetProperty("token").GetString()}", new { content = "A parcel." });

        var world = sandbox.Server.World;
        lock (world.Gate)
        {
            var messages = world.TouchedGuilds.SelectMany(guild => guild.Channels.Concat(guild.Threads)).Concat(world.DirectChannels).SelectMany(channel => channel.History.All).ToList();
            Assert.True(messages.Count >= 8);
            foreach (var message in messages)
            {
                var tree = MessageShape.ForGateway(message, world);
                var written = JsonNode.Parse(MessageOctets.ForGateway(message, world))!.AsObject();
                Assert.Equal(Json.Settled(tree).ToJsonString(), Ordered(written, tree).ToJsonString());
            }
        }
    }

    /// <summary>The same fields in the tree's order; a field that only one of them has shows as a difference.</summary>
    private static JsonObject Ordered(JsonObject written, JsonObject like)
    {
        var ordered = new JsonObject();
        foreach (var name in like.Select(field => field.Key).Concat(written.Select(field => field.Key)).Distinct())
        {
            if (written.TryGetPropertyValue(name, out var value))
            {
                ordered[name] = value?.DeepClone();
            }
        }

        return ordered;
    }
}
