using Bronx.Discord.Caching;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Discord.Tests.RequestQueue;
using Bronx.Testing;

namespace Bronx.Discord.Tests.Rest;

/// <summary>What Discord would answer with 403 is not asked: permissions, roles above, owners, timeouts. Rules: topic Permissions.</summary>
public sealed class LocalRefusalTests
{
    private static readonly GuildId Home = new(100);
    private static readonly ChannelId Place = new(7);
    private static readonly UserId Owner = new(5);
    private static readonly UserId Below = new(11);
    private static readonly UserId Above = new(12);
    private static readonly UserId Administrator = new(13);

    [Theory]
    [InlineData("send", Permissions.SendMessages)]
    [InlineData("reply", Permissions.ReadMessageHistory)]
    [InlineData("file", Permissions.AttachFiles)]
    [InlineData("react", Permissions.ReadMessageHistory)]
    [InlineData("typing", Permissions.SendMessages)]
    [InlineData("pin", Permissions.PinMessages)]
    [InlineData("unpin", Permissions.PinMessages)]
    [InlineData("purge", Permissions.ManageMessages)]
    [InlineData("clear", Permissions.ManageMessages)]
    [InlineData("delete", Permissions.ViewChannel)]
    [InlineData("editChannel", Permissions.ManageChannels)]
    [InlineData("deleteChannel", Permissions.ManageChannels)]
    [InlineData("overwrite", Permissions.ManageRoles)]
    [InlineData("thread", Permissions.CreatePublicThreads)]
    [InlineData("privateThread", Permissions.CreatePrivateThreads)]
    [InlineData("createChannel", Permissions.ManageChannels)]
    [InlineData("ban", Permissions.BanMembers)]
    [InlineData("unban", Permissions.BanMembers)]
    [InlineData("kick", Permissions.KickMembers)]
    [InlineData("timeout", Permissions.ModerateMembers)]
    [InlineData("rename", Permissions.ManageNicknames)]
    [InlineData("role", Permissions.ManageRoles)]
    public async Task WithoutThePermission_NothingIsSent_AndWithItItIs(string call, Permissions needed)
    {
        var all = (Permissions)((1UL << 53) - 1) & ~Permissions.Administrator;
        await using var under = new QueueUnderTest();
        Know(under, all & ~needed);
        Assert.Equal(RefusalReason.MissingPermission, (await Assert.ThrowsAsync<RequestRefusedException>(() => CallAsync(under.Rest, call))).Reason);
        Assert.Empty(under.Api.Arrivals);
        Know(under, all);
        await CallAsync(under.Rest, call).WaitAsync(Patience.Long);
        Assert.Single(under.Api.Arrivals);
    }

    [Fact]
    public async Task AnAdministratorMayDoEverything_ButNobodyAboveItAndNoOwner()
    {
        await using var under = new QueueUnderTest();
        Know(under, Permissions.Administrator);
        await CallAsync(under.Rest, "purge").WaitAsync(Patience.Long);
        await under.Rest.KickAsync(Home, Below, RequestOptions.Default, default).WaitAsync(Patience.Long);
        await Assert.ThrowsAsync<RequestRefusedException>(() => under.Rest.KickAsync(Home, Above, RequestOptions.Default, default));
        await Assert.ThrowsAsync<RequestRefusedException>(() => under.Rest.BanAsync(Home, Owner, TimeSpan.Zero, RequestOptions.Default, default));
        // Who is not known is asked for: only Discord can tell.
        await under.Rest.KickAsync(Home, new(99), RequestOptions.Default, default).WaitAsync(Patience.Long);
        Assert.Equal(3, under.Api.Arrivals.Count);
    }

    [Fact]
    public async Task RolesAboveOrOfIntegrations_AreNotHandedOut()
    {
        await using var under = new QueueUnderTest();
        Know(under, Permissions.ManageRoles);
        foreach (var (role, why) in ((ulong, string)[])[(103, "not below"), (104, "integration"), (102, "not below")])
        {
            var refusal = await Assert.ThrowsAsync<RequestRefusedException>(() => under.Rest.AddRoleAsync(Home, Below, new(role), RequestOptions.Default, default));
            Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        }

        Assert.Empty(under.Api.Arrivals);
        await under.Rest.AddRoleAsync(Home, Below, new(101), RequestOptions.Default, default).WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task AdministratorsAreNotTimedOut_AndNothingIsDoneDuringATimeoutOfTheBots()
    {
        await using var under = new QueueUnderTest();
        Know(under, Permissions.ModerateMembers | Permissions.SendMessages | Permissions.ViewChannel);
        var until = under.Clock.GetUtcNow().AddHours(1);
        await under.Rest.TimeoutAsync(Home, Below, until, RequestOptions.Default, default).WaitAsync(Patience.Long);
        await Assert.ThrowsAsync<RequestRefusedException>(() => under.Rest.TimeoutAsync(Home, Administrator, until, RequestOptions.Default, default));
        Know(under, Permissions.ModerateMembers | Permissions.SendMessages | Permissions.ViewChannel, timedOutUntil: until);
        await Assert.ThrowsAsync<RequestRefusedException>(() => under.Rest.TimeoutAsync(Home, Below, until, RequestOptions.Default, default));
        await Assert.ThrowsAsync<RequestRefusedException>(() => CallAsync(under.Rest, "send"));
        under.Clock.Advance(TimeSpan.FromHours(2));
        await CallAsync(under.Rest, "send").WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task WhatIsNotKnownForCertain_IsAsked()
    {
        await using var under = new QueueUnderTest();
        await CallAsync(under.Rest, "send").WaitAsync(Patience.Long);
        await CallAsync(under.Rest, "ban").WaitAsync(Patience.Long);
        Know(under, Permissions.None);
        under.Cache.Change(Home, (known, _) => known.Available(false));
        await CallAsync(under.Rest, "send").WaitAsync(Patience.Long);
        Assert.Equal(3, under.Api.Arrivals.Count);
    }

    [Theory]
    [InlineData(5, 10UL, 4, 20UL, true)]
    [InlineData(4, 10UL, 5, 20UL, false)]
    [InlineData(5, 10UL, 5, 20UL, true)]
    [InlineData(5, 20UL, 5, 10UL, false)]
    [InlineData(5, 10UL, 5, 10UL, false)]
    public void OfTwoRoles_TheHigherOrElseTheOlderIsAbove(int position, ulong id, int otherPosition, ulong otherId, bool above) =>
        Assert.Equal(above, Hierarchy.IsAbove(new Role { Id = new(id), Name = "a", Position = position }, new Role { Id = new(otherId), Name = "b", Position = otherPosition }));

    /// <summary>The bot holds role 102 (position 5) with these permissions.</summary>
    private static void Know(QueueUnderTest under, Permissions own, DateTimeOffset? timedOutUntil = null)
    {
        under.Cache.SetSelf(new User { Id = new(42), Username = "Bronx" });
        under.Cache.Load(new Guild
        {
            Id = Home,
            OwnerId = Owner,
            Roles =
            [
                new Role { Id = new(100), Name = "@everyone" },
                new Role { Id = new(101), Name = "low", Position = 2 },
                new Role { Id = new(102), Name = "bot", Position = 5, Permissions = own },
                new Role { Id = new(103), Name = "high", Position = 9 },
                new Role { Id = new(104), Name = "booster", Position = 1, Managed = true },
                new Role { Id = new(105), Name = "deputy", Position = 3, Permissions = Permissions.Administrator },
            ],
            Channels = [new Channel { Id = Place, Name = "general" }],
            Members = [new Member { User = new User { Id = new(42), Username = "Bronx" }, Roles = [new(102)], CommunicationDisabledUntil = timedOutUntil }],
        });
        under.Cache.Members.Saw(Home, Below, new Member { Roles = [new(101)] });
        under.Cache.Members.Saw(Home, Above, new Member { Roles = [new(103)] });
        under.Cache.Members.Saw(Home, Administrator, new Member { Roles = [new(105)] });
    }

    private static Task CallAsync(DiscordRest rest, string call)
    {
        var (options, ct, text) = (RequestOptions.Default, CancellationToken.None, new MessageDraft { Content = "x" });
        return call switch
        {
            "send" => rest.SendAsync(Place, text, options, ct),
            "reply" => rest.SendAsync(Place, text with { MessageReference = new MessageReference { MessageId = new(1) } }, options, ct),
            "file" => rest.SendAsync(Place, text with { Files = [new FileDraft("a.txt", "a"u8.ToArray())] }, options, ct),
            "react" => rest.ReactAsync(Place, new(1), Emoji.Unicode("👍"), options, ct),
            "typing" => rest.TypingAsync(Place, options, ct),
            "pin" => rest.PinAsync(Place, new(1), options, ct),
            "unpin" => rest.UnpinAsync(Place, new(1), options, ct),
            "purge" => rest.DeleteManyAsync(Place, [new(1), new(2)], options, ct),
            "clear" => rest.ClearReactionsAsync(Place, new(1), options, ct),
            "delete" => rest.DeleteAsync(Place, new(1), options, ct),
            "editChannel" => rest.EditChannelAsync(Place, new ChannelDraft { Topic = "t" }, options, ct),
            "deleteChannel" => rest.DeleteChannelAsync(Place, options, ct),
            "overwrite" => rest.SetOverwriteAsync(Place, new Overwrite { Id = 101 }, options, ct),
            "thread" => rest.StartThreadAsync(Place, new MessageId(1), new ChannelDraft { Name = "t" }, options, ct),
            "privateThread" => rest.StartThreadAsync(Place, new ChannelDraft { Name = "t", Type = ChannelType.PrivateThread }, options, ct),
            "createChannel" => rest.CreateChannelAsync(Home, new ChannelDraft { Name = "new" }, options, ct),
            "ban" => rest.BanAsync(Home, Below, TimeSpan.FromDays(1), options, ct),
            "unban" => rest.UnbanAsync(Home, Below, options, ct),
            "kick" => rest.KickAsync(Home, Below, options, ct),
            "timeout" => rest.TimeoutAsync(Home, Below, null, options, ct),
            "rename" => rest.RenameAsync(Home, Below, "Ada", options, ct),
            "role" => rest.RemoveRoleAsync(Home, Below, new(101), options, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(call)),
        };
    }
}
