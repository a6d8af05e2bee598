using System.Text.Json;
using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Rest;

public sealed class ThreadTests
{
    [Fact]
    public async Task AThread_IsBegunWrittenInPutToSleepAndDeleted()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var begun = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/threads", new { name = "A question", type = 11, auto_archive_duration = 60 });
        Assert.Equal(201, begun.Status);
        var created = await gateway.NextAsync("THREAD_CREATE");
        Assert.Equal((begun.Id, true, 11), (created.GetProperty("id").GetString(), created.GetProperty("newly_created").GetBoolean(), created.GetProperty("type").GetInt32()));
        Assert.Equal(sandbox.Server.World.BotId.ToString(), created.GetProperty("member").GetProperty("user_id").GetString());

        var said = await sandbox.Server.As("member").SayAsync(begun.Id, "I know that one.");
        var members = await gateway.NextAsync("THREAD_MEMBERS_UPDATE");
        Assert.Equal(sandbox.Server.As("member").Id.ToString(), members.GetProperty("added_members")[0].GetProperty("user_id").GetString());
        Assert.Equal(said.Id.ToString(), (await gateway.NextAsync("MESSAGE_CREATE")).GetProperty("id").GetString());
        Assert.Equal(200, (await sandbox.Api.PostAsync($"/channels/{begun.Id}/messages", new { content = "Tell us." })).Status);

        var active = (await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}/threads/active")).Json;
        Assert.Equal((1, 1), (active.GetProperty("threads").GetArrayLength(), active.GetProperty("members").GetArrayLength()));
        Assert.Equal(2, (await sandbox.Api.GetAsync($"/channels/{begun.Id}/thread-members")).Json.GetArrayLength());
        Assert.DoesNotContain((await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}/channels")).Json.EnumerateArray(), channel => channel.GetProperty("id").GetString() == begun.Id);

        sandbox.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False((await sandbox.Api.GetAsync($"/channels/{begun.Id}")).Json.GetProperty("thread_metadata").GetProperty("archived").GetBoolean());
        sandbox.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await sandbox.Api.GetAsync($"/channels/{begun.Id}")).Json.GetProperty("thread_metadata").GetProperty("archived").GetBoolean());
        var archived = (await sandbox.Api.GetAsync($"/channels/{sandbox.Channel("general")}/threads/archived/public?limit=2")).Json;
        Assert.Equal(begun.Id, archived.GetProperty("threads")[0].GetProperty("id").GetString());
        Assert.Equal(200, (await sandbox.Api.DeleteAsync($"/channels/{begun.Id}")).Status);
        Assert.Equal(10003, (await sandbox.Api.GetAsync($"/channels/{begun.Id}")).Code);
    }

    [Fact]
    public async Task WritingInASleepingThread_WakesIt_AndALockedOneOnlyForModerators()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var begun = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/threads", new { name = "Sleepy", type = 11 });
        var path = $"/channels/{begun.Id}";
        Assert.Equal(200, (await sandbox.Api.PatchAsync(path, new { archived = true })).Status);
        Assert.True((await gateway.NextAsync("THREAD_UPDATE")).GetProperty("thread_metadata").GetProperty("archived").GetBoolean());
        Assert.Equal(50083, (await sandbox.Api.PatchAsync(path, new { name = "Other" })).Code);
        await sandbox.Server.As("member").SayAsync(begun.Id, "Wake up!");
        Assert.False((await gateway.NextAsync("THREAD_UPDATE")).GetProperty("thread_metadata").GetProperty("archived").GetBoolean());

        Assert.Equal(200, (await sandbox.Api.PatchAsync(path, new { locked = true })).Status);
        await Assert.ThrowsAsync<SandboxRefusal>(() => sandbox.Server.As("member").SayAsync(begun.Id, "Hello?"));
        await sandbox.Server.As("owner").SayAsync(begun.Id, "It is closed.");
    }

    [Fact]
    public async Task AThreadOnAMessage_HasItsId_AndThereIsOnlyOne()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var said = await sandbox.Server.As("member").SayAsync("general", "Who wants to talk about that?");
        var path = $"/channels/{said.ChannelId}/messages/{said.Id}";
        var begun = await sandbox.Api.PostAsync(path + "/threads", new { name = "About that" });
        Assert.Equal((201, said.Id.ToString()), (begun.Status, begun.Id));
        var message = await sandbox.Api.GetAsync(path);
        Assert.Equal((32, begun.Id), (message.Json.GetProperty("flags").GetInt32() & 32, message.Json.GetProperty("thread").GetProperty("id").GetString()));
        Assert.Equal(160004, (await sandbox.Api.PostAsync(path + "/threads", new { name = "Again" })).Code);
    }

    [Fact]
    public async Task APrivateThread_IsSeenByItsMembersOnly()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var begun = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/threads", new { name = "Between us", type = 12, invitable = false });
        Assert.Equal(201, begun.Status);
        var member = sandbox.Server.As("member");
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SayAsync(begun.Id, "Knock, knock."));
        Assert.Equal(204, (await sandbox.Api.PutAsync($"/channels/{begun.Id}/thread-members/{member.Id}")).Status);
        await member.SayAsync(begun.Id, "Thank you.");
        Assert.Equal(200, (await sandbox.Api.GetAsync($"/channels/{begun.Id}/thread-members/{member.Id}")).Status);
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"/channels/{begun.Id}/thread-members/{member.Id}")).Status);
        Assert.Equal(member.Id.ToString(), (await NextLeaving(gateway)).GetProperty("removed_member_ids")[0].GetString());
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SayAsync(begun.Id, "And again."));
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"/channels/{begun.Id}/thread-members/@me")).Status);
        Assert.Equal(204, (await sandbox.Api.PutAsync($"/channels/{begun.Id}/thread-members/@me")).Status);
    }

    [Fact]
    public async Task WhatCannotBeAThread_IsRefused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var general = $"/channels/{sandbox.Channel("general")}/threads";
        Assert.Equal("BASE_TYPE_REQUIRED", (await sandbox.Api.PostAsync(general, new { })).ErrorAt("name"));
        Assert.Equal("BASE_TYPE_CHOICES", (await sandbox.Api.PostAsync(general, new { name = "x", type = 0 })).ErrorAt("type"));
        Assert.Equal("BASE_TYPE_CHOICES", (await sandbox.Api.PostAsync(general, new { name = "x", auto_archive_duration = 61 })).ErrorAt("auto_archive_duration"));
        Assert.Equal(50024, (await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("Back porch")}/threads", new { name = "x" })).Code);
        Assert.Equal(50024, (await sandbox.Api.PutAsync($"/channels/{sandbox.Channel("general")}/thread-members/@me")).Code);
        Assert.Equal(50001, (await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("owners-desk")}/threads", new { name = "x" })).Code);
    }

    [Fact]
    public async Task PeopleBeginThreads_WhichASessionFindsInItsGuild_AlsoAfterARestart()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("bronx-threads-").FullName, "world.json");
        string id;
        await using (var before = await TestSandbox.StartAsync(new SandboxOptions { WorldFile = file }))
        {
            id = (await before.Server.As("owner").BeginThreadAsync("general", "Plans")).ToString();
            await before.Server.As("member").SayAsync(id, "Count me in.");
        }

        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { WorldFile = file, HeartbeatInterval = TimeSpan.FromDays(1) });
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync();
        var thread = Assert.Single((await gateway.NextAsync("GUILD_CREATE")).GetProperty("threads").EnumerateArray());
        Assert.Equal((id, "Plans"), (thread.GetProperty("id").GetString(), thread.GetProperty("name").GetString()));
        Assert.Equal("Count me in.", Assert.Single(sandbox.Server.As("owner").Read(id)).Content);
        sandbox.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await gateway.NextAsync("THREAD_UPDATE")).GetProperty("thread_metadata").GetProperty("archived").GetBoolean());
    }

    private static async Task<JsonElement> NextLeaving(RawGateway gateway)
    {
        while (true)
        {
            var update = await gateway.NextAsync("THREAD_MEMBERS_UPDATE");
            if (update.TryGetProperty("removed_member_ids", out _))
            {
                return update;
            }
        }
    }
}
