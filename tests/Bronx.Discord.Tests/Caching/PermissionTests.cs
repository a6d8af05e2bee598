using Bronx.Discord.Caching;
using Bronx.Discord.Models;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Discord.Tests.Caching;

/// <summary>Permissions against a model that follows the documentation word by word (topic Permissions).</summary>
public sealed class PermissionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly GuildId Server = new(1000);
    private static readonly ChannelId Place = new(50);
    private static readonly ChannelId Thread = new(51);

    [Fact]
    public void EffectivePermissions_AreThoseOfTheModel()
    {
        var cases =
            from roles in Gen.ListOf(Bits, 4)
            from held in Gen.ListOf(Gen.Elements(1001UL, 1002UL, 1003UL, 9999UL))
            from overwrites in Gen.ListOf(OverwriteOf)
            from user in Gen.Elements(1UL, 2UL, 3UL)
            from timedOut in Gen.Elements(-1, 0, 1)
            from thread in Gen.Elements(true, false)
            select new Case([.. roles], [.. held.Distinct()], [.. overwrites.DistinctBy(overwrite => (overwrite.Id, overwrite.Type))], user, timedOut, thread);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000).WithQuietOnSuccess(true), Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var member = MemberOf(one);
            var guild = GuildOf(one);
            var expected = Model.InChannel(one);
            var actual = guild.PermissionsIn(one.InThread ? Thread : Place, new UserId(one.User), member, Now);
            var expectedInGuild = Model.InGuild(one);
            var actualInGuild = guild.PermissionsOf(new UserId(one.User), member, Now);
            return (expected == actual).Label($"channel: {expected} but {actual}").And((expectedInGuild == actualInGuild).Label($"server: {expectedInGuild} but {actualInGuild}"));
        }));
    }

    [Fact]
    public void AHiddenChannel_GivesNobodyPermissions()
    {
        var guild = CachedGuild.Of(
            new Guild
            {
                Id = Server,
                OwnerId = new(1),
                Roles = [new Role { Id = new(1000), Name = "@everyone", Permissions = Permissions.ViewChannel }],
                Channels = [new Channel { Id = Place, Name = "___hidden___", Flags = 1 << 17, PermissionOverwrites = [new Overwrite { Id = 1000, Deny = Permissions.ViewChannel }] }],
            },
            new UserId(42),
            new Names());
        Assert.Equal(Permissions.None, guild.PermissionsIn(Place, new UserId(2), new Member(), Now));
        Assert.Equal(Permissions.None, guild.PermissionsIn(Place, new UserId(1), new Member(), Now));
    }

    [Fact]
    public void AThreadWhoseParentIsUnknown_GivesNobodyPermissions()
    {
        var guild = CachedGuild.Of(
            new Guild { Id = Server, OwnerId = new(1), Threads = [new Channel { Id = Thread, Type = ChannelType.PublicThread, ParentId = new(77) }] }, new UserId(42), new Names());
        Assert.Equal(Permissions.None, guild.PermissionsIn(Thread, new UserId(1), new Member(), Now));
    }

    private static Gen<Permissions> Bits =>
        from bits in Gen.ListOf(Gen.Elements(
            Permissions.ViewChannel, Permissions.ViewChannel, Permissions.SendMessages, Permissions.SendMessages, Permissions.EmbedLinks, Permissions.AttachFiles, Permissions.MentionEveryone,
            Permissions.SendTtsMessages, Permissions.ReadMessageHistory, Permissions.SendMessagesInThreads, Permissions.KickMembers, Permissions.ManageRoles, Permissions.BypassSlowmode))
        from administrator in Gen.Frequency((14, Gen.Constant(Permissions.None)), (1, Gen.Constant(Permissions.Administrator)))
        select bits.Aggregate(administrator, (sum, bit) => sum | bit);

    private static Gen<Overwrite> OverwriteOf =>
        from type in Gen.Elements(OverwriteType.Role, OverwriteType.Member)
        from id in type == OverwriteType.Role ? Gen.Elements(1000UL, 1001UL, 1002UL, 1003UL) : Gen.Elements(1UL, 2UL, 3UL, 1001UL)
        from allow in Bits
        from deny in Bits
        select new Overwrite { Id = id, Type = type, Allow = allow, Deny = deny };

    private static Member MemberOf(Case one) => new()
    {
        Roles = [.. one.Held.Select(id => new RoleId(id))],
        CommunicationDisabledUntil = one.TimedOut == 0 ? null : Now.AddMinutes(one.TimedOut),
    };

    private static CachedGuild GuildOf(Case one) => CachedGuild.Of(
        new Guild
        {
            Id = Server,
            OwnerId = new(1),
            Roles = [.. one.Roles.Select((permissions, n) => new Role { Id = new(1000 + (ulong)n), Name = $"r{n}", Permissions = permissions })],
            Channels = [new Channel { Id = Place, PermissionOverwrites = one.Overwrites }],
            Threads = [new Channel { Id = Thread, Type = ChannelType.PublicThread, ParentId = Place }],
        },
        new UserId(42),
        new Names());

    /// <summary>Roles by position: 1000 is everybody's, then 1001 to 1003. User 1 owns the server.</summary>
    private sealed record Case(Permissions[] Roles, ulong[] Held, Overwrite[] Overwrites, ulong User, int TimedOut, bool InThread);

    /// <summary>Slow, plain, and from the documentation's own words.</summary>
    private static class Model
    {
        private static readonly Permissions All = (Permissions)ulong.MaxValue;

        public static Permissions InGuild(Case one)
        {
            var sum = Base(one);
            return sum != All && one.TimedOut > 0 ? Keep(sum, Permissions.ViewChannel, Permissions.ReadMessageHistory) : sum;
        }

        public static Permissions InChannel(Case one)
        {
            var permissions = Base(one);
            if (permissions == All)
            {
                return All;
            }

            foreach (var overwrite in one.Overwrites.Where(o => o.Type == OverwriteType.Role && o.Id == 1000))
            {
                permissions = Add(Take(permissions, overwrite.Deny), overwrite.Allow);
            }

            var ofRoles = one.Overwrites.Where(o => o.Type == OverwriteType.Role && o.Id != 1000 && one.Held.Contains(o.Id)).ToArray();
            permissions = ofRoles.Aggregate(permissions, (sum, overwrite) => Take(sum, overwrite.Deny));
            permissions = ofRoles.Aggregate(permissions, (sum, overwrite) => Add(sum, overwrite.Allow));
            foreach (var overwrite in one.Overwrites.Where(o => o.Type == OverwriteType.Member && o.Id == one.User))
            {
                permissions = Add(Take(permissions, overwrite.Deny), overwrite.Allow);
            }

            if (one.InThread)
            {
                permissions = Take(permissions, Permissions.SendMessages);
                if (permissions.HasFlag(Permissions.SendMessagesInThreads))
                {
                    permissions = Add(permissions, Permissions.SendMessages);
                }
            }

            if (one.TimedOut > 0)
            {
                permissions = Keep(permissions, Permissions.ViewChannel, Permissions.ReadMessageHistory);
            }

            if (!permissions.HasFlag(Permissions.ViewChannel))
            {
                return Permissions.None;
            }

            return permissions.HasFlag(Permissions.SendMessages)
                ? permissions
                : Take(permissions, Permissions.SendTtsMessages | Permissions.EmbedLinks | Permissions.AttachFiles | Permissions.MentionEveryone);
        }

        private static Permissions Base(Case one)
        {
            if (one.User == 1)
            {
                return All;
            }

            var sum = one.Roles[0];
            for (var n = 1; n < one.Roles.Length; n++)
            {
                if (one.Held.Contains(1000 + (ulong)n))
                {
                    sum = Add(sum, one.Roles[n]);
                }
            }

            return sum.HasFlag(Permissions.Administrator) ? All : sum;
        }

        private static Permissions Add(Permissions sum, Permissions more) => sum | more;

        private static Permissions Take(Permissions sum, Permissions less) => sum & ~less;

        private static Permissions Keep(Permissions sum, params Permissions[] kept) => sum & kept.Aggregate((one, other) => one | other);
    }
}
