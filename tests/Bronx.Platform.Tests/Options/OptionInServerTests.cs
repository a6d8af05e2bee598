using Bronx.Discord.Models;
using Bronx.Platform.Options;
using Bronx.Platform.Tests.Commands;

namespace Bronx.Platform.Tests.Options;

public sealed class OptionInServerTests
{
    private const Permissions Able = TestWorld.Ordinary | Permissions.ManageRoles;

    private static readonly Role Mine = new() { Id = new(900), Name = "bronx", Position = 5 };
    private static readonly Role Low = new() { Id = new(901), Name = "guests", Position = 2 };
    private static readonly Role High = new() { Id = new(902), Name = "kings", Position = 8 };
    private static readonly Role Strong = new() { Id = new(903), Name = "guards", Position = 1, Permissions = Permissions.BanMembers };
    private static readonly Role Bound = new() { Id = new(904), Name = "boosters", Position = 1, Managed = true };

    private readonly TestWorld _world = new() { Own = Able };
    private readonly OptionInServer _rules;

    public OptionInServerTests()
    {
        _world.AllRoles.AddRange([Mine, Low, High, Strong, Bound]);
        _world.OwnRoles.Add(Mine.Id);
        _rules = new OptionInServer(_world);
    }

    [Fact]
    public void AChannel_MustExist_HoldMessages_AndBeWritable()
    {
        Assert.Null(Check(Shop.Where, TestWorld.Channel.ToString()));
        Assert.Null(Check(Shop.Where, ""));
        Assert.Contains("no such channel", Check(Shop.Where, "1"), StringComparison.Ordinal);
        Assert.Contains("holds no messages", Check(Shop.Where, "100000000000000032"), StringComparison.Ordinal);
        _world.Own = Permissions.ViewChannel;
        Assert.Contains("Send Messages and Embed Links", Check(Shop.Where, TestWorld.Channel.ToString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(901ul, null)]
    [InlineData(902ul, "above my highest role")]
    [InlineData(900ul, "above my highest role")]
    [InlineData(903ul, "can moderate")]
    [InlineData(904ul, "belongs to an app")]
    [InlineData(100_000_000_000_000_001ul, "no such role")]
    public void ARole_IsHandedOutOnlyWhereItMayAndShould(ulong role, string? problem) => Matches(problem, Check(Shop.Staff, $"{role}"));

    [Fact]
    public void ARole_MustBeBelowTheChoosersOwn()
    {
        var chooser = new Member { User = TestWorld.Ben, Roles = [Low.Id] };
        Matches("below your own", _rules.Problem(TestWorld.Guild, Shop.Staff, "901", chooser));
        Assert.Null(_rules.Problem(TestWorld.Guild, Shop.Staff, "901", chooser with { Roles = [High.Id] }));
        Assert.Null(_rules.Problem(TestWorld.Guild, Shop.Staff, "901", chooser with { User = TestWorld.Ada, Roles = [] }));
    }

    [Fact]
    public void WithoutManageRoles_NothingIsHandedOut()
    {
        _world.Own = TestWorld.Ordinary;
        Matches("Manage Roles", Check(Shop.Staff, "901"));
    }

    private string? Check(Option option, string stored) => _rules.Problem(TestWorld.Guild, option, stored, chooser: null);

    private static void Matches(string? expected, string? actual)
    {
        if (expected is null)
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.Contains(expected, actual, StringComparison.Ordinal);
        }
    }
}
