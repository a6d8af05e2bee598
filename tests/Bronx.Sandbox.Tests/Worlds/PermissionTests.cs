using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Tests.Worlds;

public sealed class PermissionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Snowflake GuildId = new(1);

    [Fact]
    public void TheOwner_MayEverything_AndAnAdministratorIgnoresOverwrites()
    {
        var (guild, member, channel) = Scene(Permission.Administrator);
        channel.Overwrites.Add(new Overwrite(GuildId, false, Permission.None, Permission.All));
        Assert.Equal(Permission.All, PermissionMath.In(guild, member, channel, Now));
        var (owned, owner, _) = Scene(Permission.None);
        owned.OwnerId = owner.User.Id;
        Assert.Equal(Permission.All, PermissionMath.Base(owned, owner, Now));
    }

    [Fact]
    public void Overwrites_ApplyInThreeSteps_DenyFirst()
    {
        var (guild, member, channel) = Scene(Permission.ViewChannel | Permission.SendMessages);
        channel.Overwrites.Add(new Overwrite(GuildId, false, Permission.None, Permission.SendMessages));
        Assert.False(Has(Permission.SendMessages));

        // Two roles disagree: the allow wins, whatever their positions.
        channel.Overwrites.Add(new Overwrite(new Snowflake(10), false, Permission.SendMessages, Permission.None));
        channel.Overwrites.Add(new Overwrite(new Snowflake(11), false, Permission.None, Permission.SendMessages));
        Assert.True(Has(Permission.SendMessages));

        // The member's own overwrite comes last.
        channel.Overwrites.Add(new Overwrite(member.User.Id, true, Permission.None, Permission.SendMessages));
        Assert.False(Has(Permission.SendMessages));

        bool Has(Permission permission) => PermissionMath.In(guild, member, channel, Now).HasFlag(permission);
    }

    [Fact]
    public void WithoutViewing_ThereIsNothing_AndWithoutSending_NoFilesEither()
    {
        var (guild, member, channel) = Scene(Permission.ViewChannel | Permission.SendMessages | Permission.AttachFiles | Permission.EmbedLinks | Permission.MentionEveryone);
        channel.Overwrites.Add(new Overwrite(GuildId, false, Permission.None, Permission.SendMessages));
        Assert.Equal(Permission.ViewChannel, PermissionMath.In(guild, member, channel, Now));
        channel.Overwrites.Add(new Overwrite(member.User.Id, true, Permission.SendMessages, Permission.ViewChannel));
        Assert.Equal(Permission.None, PermissionMath.In(guild, member, channel, Now));
    }

    [Fact]
    public void ATimeout_LeavesLookingAndReading()
    {
        var (guild, member, channel) = Scene(Permission.ViewChannel | Permission.SendMessages | Permission.ReadMessageHistory);
        channel.Overwrites.Add(new Overwrite(member.User.Id, true, Permission.SendMessages, Permission.None));
        member.TimedOutUntil = Now.AddMinutes(1);
        Assert.Equal(Permission.TimedOut, PermissionMath.In(guild, member, channel, Now));
        Assert.True(PermissionMath.In(guild, member, channel, Now.AddMinutes(1)).HasFlag(Permission.SendMessages));
    }

    [Fact]
    public void Hierarchy_GoesByTheHighestRole_TiesById_AndTheOwnerStandsAbove()
    {
        var (guild, member, _) = Scene(Permission.None);
        var other = new Member(new User(new Snowflake(101), "o", "O"), Now) { Roles = [new Snowflake(11)] };
        guild.Add(other);
        Assert.False(PermissionMath.Outranks(guild, member, member));
        Assert.True(PermissionMath.Outranks(guild, member, guild.FindRole(new Snowflake(10))!));
        Assert.False(PermissionMath.Outranks(guild, member, guild.FindRole(new Snowflake(11))!));
        other.Roles.Clear();
        other.Roles.Add(new Snowflake(10));
        Assert.True(PermissionMath.Outranks(guild, member, other));
        guild.OwnerId = other.User.Id;
        Assert.False(PermissionMath.Outranks(guild, member, other));
        Assert.True(PermissionMath.Outranks(guild, other, member));
    }

    private static (Guild Guild, Member Member, Channel Channel) Scene(Permission granted)
    {
        var guild = new Guild(GuildId, "g") { OwnerId = new Snowflake(999) };
        guild.Add(new Role(GuildId, "@everyone") { Permissions = Permission.None });
        guild.Add(new Role(new Snowflake(10), "low") { Position = 1, Permissions = granted });
        guild.Add(new Role(new Snowflake(11), "high") { Position = 2 });
        var member = new Member(new User(new Snowflake(100), "m", "M"), Now) { Roles = [new Snowflake(10), new Snowflake(11)] };
        guild.Add(member);
        var channel = new Channel(new Snowflake(50), ChannelKind.Text, 100) { Guild = guild };
        guild.Add(channel);
        return (guild, member, channel);
    }
}
