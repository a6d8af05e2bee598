using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Rest;

public sealed class MessageTests
{
    [Fact]
    public async Task AMessage_IsCreatedReadEditedAndDeleted()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var path = $"/channels/{sandbox.Channel("general")}/messages";
        var created = await sandbox.Api.PostAsync(path, new { content = "  hello  ", nonce = "n" });
        Assert.Equal("hello", created.Json.GetProperty("content").GetString());
        Assert.Equal("n", created.Json.GetProperty("nonce").GetString());
        Assert.Equal("hello", (await sandbox.Api.GetAsync($"{path}/{created.Id}")).Json.GetProperty("content").GetString());
        var edited = await sandbox.Api.PatchAsync($"{path}/{created.Id}", new { content = "goodbye" });
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, edited.Json.GetProperty("edited_timestamp").ValueKind);
        Assert.Equal("goodbye", (await gateway.NextAsync("MESSAGE_UPDATE")).GetProperty("content").GetString());
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"{path}/{created.Id}")).Status);
        Assert.Equal(created.Id, (await gateway.NextAsync("MESSAGE_DELETE")).GetProperty("id").GetString());
        Assert.Equal(10008, (await sandbox.Api.GetAsync($"{path}/{created.Id}")).Code);
    }

    [Fact]
    public async Task Lists_PageByBeforeAfterAndAround_NewestFirst()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var member = sandbox.Server.As("member");
        List<SentMessage> sent = [];
        for (var i = 0; i < 9; i++)
        {
            sent.Add(await member.SayAsync("general", $"{i}"));
        }

        var path = $"/channels/{sandbox.Channel("general")}/messages";
        Assert.Equal("8,7", await TextsAsync("?limit=2"));
        Assert.Equal("3,2", await TextsAsync($"?limit=2&before={sent[4].Id}"));
        Assert.Equal("6,5", await TextsAsync($"?limit=2&after={sent[4].Id}"));
        Assert.Equal("5,4,3", await TextsAsync($"?limit=3&around={sent[4].Id}"));
        var both = await sandbox.Api.GetAsync($"{path}?before={sent[4].Id}&after={sent[1].Id}");
        Assert.Equal(50035, both.Code);

        async Task<string> TextsAsync(string query)
        {
            var answer = await sandbox.Api.GetAsync(path + query);
            return string.Join(',', answer.Json.EnumerateArray().Select(message => message.GetProperty("content").GetString()));
        }
    }

    [Fact]
    public async Task AReply_CarriesWhatItAnswers_AndNotifiesUnlessTold()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var member = sandbox.Server.As("member");
        var asked = await member.SayAsync("general", "anyone?");
        var path = $"/channels/{sandbox.Channel("general")}/messages";
        var reply = await sandbox.Api.PostAsync(path, new { content = "me", message_reference = new { message_id = asked.Id.ToString() } });
        Assert.Equal(19, reply.Json.GetProperty("type").GetInt32());
        Assert.Equal("anyone?", reply.Json.GetProperty("referenced_message").GetProperty("content").GetString());
        Assert.Equal(member.Id.ToString(), reply.Json.GetProperty("mentions")[0].GetProperty("id").GetString());
        var quiet = await sandbox.Api.PostAsync(path, new { content = "me", message_reference = new { message_id = asked.Id.ToString() }, allowed_mentions = new { parse = Array.Empty<string>() } });
        Assert.Equal(0, quiet.Json.GetProperty("mentions").GetArrayLength());
        await member.DeleteAsync(asked);
        var late = await sandbox.Api.PostAsync(path, new { content = "me", message_reference = new { message_id = asked.Id.ToString() } });
        Assert.Equal("REPLIES_UNKNOWN_MESSAGE", late.ErrorAt("message_reference"));
        var anyway = await sandbox.Api.PostAsync(path, new { content = "me", message_reference = new { message_id = asked.Id.ToString(), fail_if_not_exists = false } });
        Assert.Equal(0, anyway.Json.GetProperty("type").GetInt32());
    }

    [Fact]
    public async Task AnEnforcedNonce_CreatesOnce()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/channels/{sandbox.Channel("general")}/messages";
        var body = new { content = "once", nonce = "transfer-1", enforce_nonce = true };
        var first = await sandbox.Api.PostAsync(path, body);
        var second = await sandbox.Api.PostAsync(path, body);
        Assert.Equal(first.Id, second.Id);
        Assert.Single(sandbox.Server.As("member").Read("general"));
        sandbox.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.NotEqual(first.Id, (await sandbox.Api.PostAsync(path, body)).Id);
    }

    [Theory]
    [InlineData("""{"parse":[]}""", 0, 0, false)]
    [InlineData("""{"parse":["users"]}""", 1, 0, false)]
    [InlineData("""{"parse":["roles"]}""", 0, 1, false)]
    [InlineData("""{"parse":["everyone"]}""", 0, 0, true)]
    [InlineData("""{}""", 0, 0, false)]
    [InlineData(null, 1, 1, true)]
    public async Task AllowedMentions_DecideWhoIsNotified(string? allowed, int users, int roles, bool everyone)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var text = $"<@{sandbox.Server.As("owner").Id}> <@&{sandbox.Server.World.RoleId("Counter Crew")}> @everyone";
        var field = allowed is null ? "" : $",\"allowed_mentions\":{allowed}";
        var answer = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/messages", $$"""{"content":"{{text}}"{{field}}}""");
        Assert.Equal(users, answer.Json.GetProperty("mentions").GetArrayLength());
        Assert.Equal(roles, answer.Json.GetProperty("mention_roles").GetArrayLength());
        Assert.Equal(everyone, answer.Json.GetProperty("mention_everyone").GetBoolean());
    }

    [Fact]
    public async Task AMember_CannotMentionEveryone()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await sandbox.Server.As("member").SayAsync("general", "@everyone look");
        Assert.False((await gateway.NextAsync("MESSAGE_CREATE")).GetProperty("mention_everyone").GetBoolean());
        await sandbox.Server.As("owner").SayAsync("general", "@everyone look");
        Assert.True((await gateway.NextAsync("MESSAGE_CREATE")).GetProperty("mention_everyone").GetBoolean());
    }

    [Fact]
    public async Task Files_AreKeptDescribedAndServed()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("""{"content":"see","attachments":[{"id":0,"description":"a note"}]}"""), "payload_json" },
            { new ByteArrayContent("hello"u8.ToArray()), "files[0]", "note.txt" },
        };
        var answer = await sandbox.Api.SendAsync(HttpMethod.Post, $"/channels/{sandbox.Channel("general")}/messages", form);
        Assert.Equal(200, answer.Status);
        var attachment = answer.Json.GetProperty("attachments")[0];
        Assert.Equal("note.txt", attachment.GetProperty("filename").GetString());
        Assert.Equal("a note", attachment.GetProperty("description").GetString());
        using var http = new HttpClient();
        Assert.Equal("hello", await http.GetStringAsync(new Uri(attachment.GetProperty("url").GetString()!)));
        var path = $"/channels/{sandbox.Channel("general")}/messages/{answer.Id}";
        var kept = await sandbox.Api.PatchAsync(path, new { attachments = new[] { new { id = attachment.GetProperty("id").GetString() } } });
        Assert.Equal(1, kept.Json.GetProperty("attachments").GetArrayLength());
        var dropped = await sandbox.Api.PatchAsync(path, new { attachments = Array.Empty<object>() });
        Assert.Equal(0, dropped.Json.GetProperty("attachments").GetArrayLength());
    }

    [Fact]
    public async Task BulkDelete_TakesManyAtOnce_AndIgnoresUnknownIds()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var member = sandbox.Server.As("member");
        var one = await member.SayAsync("general", "one");
        var two = await member.SayAsync("general", "two");
        var unknown = new Snowflake(two.Id.Value + 999);
        var answer = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/messages/bulk-delete",
            new { messages = new[] { one.Id.ToString(), two.Id.ToString(), unknown.ToString() } });
        Assert.Equal(204, answer.Status);
        Assert.Equal(2, (await gateway.NextAsync("MESSAGE_DELETE_BULK")).GetProperty("ids").GetArrayLength());
        Assert.Empty(member.Read("general"));
    }

    [Fact]
    public async Task AV2Message_TakesTextDisplaysAndContainers_AndKeepsItsFlag()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/channels/{sandbox.Channel("general")}/messages";
        var components = new object[]
        {
            new { type = 10, content = "hello" },
            new { type = 17, accent_color = 255, components = new object[] { new { type = 10, content = "inside" }, new { type = 14 }, new { type = 1, components = new[] { new { type = 2, style = 1, label = "Go", custom_id = "go" } } } } },
        };
        var created = await sandbox.Api.PostAsync(path, new { flags = 1 << 15, components });
        Assert.True(created.Status == 200, created.Text);
        Assert.Equal(1, created.Json.GetProperty("components")[0].GetProperty("id").GetInt32());
        var mixed = await sandbox.Api.PatchAsync($"{path}/{created.Id}", new { content = "old style" });
        Assert.Equal("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", mixed.ErrorAt("content"));
        var seen = await sandbox.Api.GetAsync($"{path}/{created.Id}");
        Assert.Equal(1 << 15, seen.Json.GetProperty("flags").GetInt32());
    }

    [Fact]
    public async Task Ephemeral_IsNotForPlainMessages()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var answer = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/messages", new { content = "x", flags = 64 });
        Assert.Equal(0, answer.Json.GetProperty("flags").GetInt32());
    }
}
