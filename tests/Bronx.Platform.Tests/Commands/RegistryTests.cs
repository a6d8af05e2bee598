using Bronx.Platform.Commands;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Platform.Tests.Commands;

public class RegistryTests
{
    private static readonly CommandDefinition Good = new("daily", "Economy", "Take your daily coins") { Aliases = ["d"] };

    [Fact]
    public void Registry_FindsTheLongestPath()
    {
        var registry = Registry(new CommandDefinition("cache clear", "Owner", "Clear"), new CommandDefinition("cachew clear all", "x", "y") { Aliases = ["wipe"] });
        Assert.True(registry.TryFind("cache clear everything", out var command, out var used));
        Assert.Equal(("cache clear", 2), (command.Name, used));
        Assert.True(registry.TryFind("WIPE now", out command, out used));
        Assert.Equal(("cachew clear all", 1), (command.Name, used));
        Assert.False(registry.TryFind("cache", out _, out _));
        Assert.True(registry.TryFindGroup("Cache", out var members));
        Assert.Single(members);
    }

    public static TheoryData<string, CommandDefinition[]> Wrong => new()
    {
        { "is a name of both", [Good, new("dose", "x", "y") { Aliases = ["D"] }] },
        { "is no name", [new("Daily", "x", "y")] },
        { "is no name", [new("a b c d", "x", "y")] },
        { "is no name", [new("daily ", "x", "y")] },
        { "is no name", [new("5daily", "x", "y")] },
        { "is no name", [new(new string('a', 33), "x", "y")] },
        { "cannot stand below it", [Good, new("daily history", "x", "y")] },
        { "its summary has 0 characters", [Good with { Summary = "" }] },
        { "its summary has 101 characters", [Good with { Summary = new('x', 101) }] },
        { "its category", [Good with { Category = "" }] },
        { "the description of 'n' has 101 characters", [Good with { Parameters = [Parameters.Word("n", new('x', 101))] }] },
        { "is no parameter name, or there twice", [Good with { Parameters = [Parameters.Word("n", "x"), Parameters.Word("n", "x")] }] },
        { "is no parameter name", [Good with { Parameters = [Parameters.Word("My Name", "x")] }] },
        { "is required but stands behind an optional one", [Good with { Parameters = [Parameters.Word("a", "x").Optional(), Parameters.Word("b", "x")] }] },
        { "has to be the last", [Good with { Parameters = [Parameters.Rest("a", "x", 100), Parameters.Word("b", "x")] }] },
        { "26 parameters", [Good with { Parameters = [.. Enumerable.Range(0, 26).Select(i => Parameters.Word("p" + i, "x"))] }] },
        { "a choice of 'c' has 101 characters", [Good with { Parameters = [Parameters.Choice("c", "x", new Choice<int>(1, new('x', 101)))] }] },
        { "its cooldown has to be more than zero", [Good with { Cooldown = new(TimeSpan.Zero) }] },
        { "101 slash commands", [.. Enumerable.Range(0, 101).Select(i => new CommandDefinition("c" + i, "x", "y"))] },
        { "holds 26 options", [.. Enumerable.Range(0, 26).Select(i => new CommandDefinition("group c" + i, "x", "y"))] },
        { "comes to", [Good with { Parameters = [.. Enumerable.Range(0, 3).Select(p => Parameters.Choice("p" + p, "x", [.. Enumerable.Range(0, 25).Select(i => new Choice<int>(i, new string((char)('a' + i), 60)))]))] }] },
        { "its example 'daily 5' does not work: it has words too many", [Good with { Examples = ["daily 5"] }] },
        { "does not begin with a name of the command", [Good with { Examples = ["other"] }] },
        { "'n': not from 1 to 3", [Good with { Parameters = [Parameters.Integer("n", "x", 1, 3)], Examples = ["d 4"] }] },
        { "'n' is missing", [Good with { Parameters = [Parameters.Integer("n", "x", 1, 3)], Examples = ["daily"] }] },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Registry_RefusesWhatCannotWork(string problem, CommandDefinition[] commands)
    {
        var refused = Assert.Throws<CommandRegistryException>(() => Registry(commands));
        Assert.Contains(refused.Problems, one => one.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Upper", "daily", "is no component route")]
    [InlineData("with~tilde", "daily", "is no component route")]
    [InlineData("daily.again", "weekly", "which is no command")]
    public void Registry_RefusesComponentsThatCannotWork(string route, string command, string problem) => Assert.Contains(
        problem, Assert.Throws<CommandRegistryException>(() => new CommandRegistry([Good], [new(route, command)])).Message, StringComparison.Ordinal);

    [Fact]
    public void Registry_RefusesAComponentRouteTwice() => Assert.Throws<CommandRegistryException>(() => new CommandRegistry([Good], [new("a", "daily"), new("a", "daily")]));

    [Fact]
    public void Choices_RefuseASpellingOfTwo() => Assert.Throws<ArgumentException>(() => Parameters.Choice("c", "x", new Choice<int>(1, "one", "o"), new Choice<int>(2, "two", "O")));

    [Fact]
    public void Choices_AreOneToTwentyFive()
    {
        Assert.Throws<ArgumentException>(() => Parameters.Choice<int>("c", "x"));
        Assert.Throws<ArgumentException>(() => Parameters.Choice("c", "x", [.. Enumerable.Range(0, 26).Select(i => new Choice<int>(i, "c" + i))]));
    }

    [Theory]
    [InlineData("dialy", "daily")]
    [InlineData("dayly", "daily")]
    [InlineData("balnce", "balance")]
    [InlineData("ping", "ping")]
    [InlineData("pign", "ping")]
    [InlineData("p", null)]
    [InlineData("pi", null)]
    [InlineData("hello", null)]
    [InlineData("balanceee", "balance")]
    [InlineData("balanceeee", null)]
    [InlineData("secert", null)]
    public void Closest_AllowsFewSlipsInShortWords(string typed, string? name) => Assert.Equal(
        name,
        Registry(Good, new("balance", "Economy", "See what you have"), new("ping", "General", "See if I am there"), new("secret", "x", "y") { OwnerOnly = true }).Closest(typed)?.Name);

    [Fact]
    public void EveryRegisteredName_IsFoundInAnyCase_AndOneSlipAwayIsSuggested() => Prop
        .ForAll(Names().ToArbitrary(), names =>
        {
            var registry = new CommandRegistry(names.Select(name => new CommandDefinition(name, "x", "y")), []);
            return names.All(name =>
                registry.TryFind(name.ToUpperInvariant() + " rest of it", out var found, out var used) && found.Name == name && used == 1
                && registry.Closest(name[1] + name[0..1] + name[2..]) is not null);
        })
        .QuickCheckThrowOnFailure();

    private static Gen<string[]> Names()
    {
        var letters = Gen.Elements("abcdefghijklmnopqrstuvwxyz".ToCharArray());
        return Gen.Choose(3, 12).SelectMany(length => Gen.ArrayOf(letters, length)).Select(signs => new string(signs)).NonEmptyListOf().Select(names => names.Distinct().ToArray());
    }

    private static CommandRegistry Registry(params CommandDefinition[] commands) => new(commands, []);
}
