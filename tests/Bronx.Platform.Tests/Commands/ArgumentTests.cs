namespace Bronx.Platform.Tests.Commands;

public class ArgumentTests
{
    private static CommandBench Bench() => CommandBench.With(slice => slice.Command<BetCommand>().Command<GreetCommand>().Command<RemindCommand>().Command<PickCommand>().Command<SetListCommand>());

    [Theory]
    [InlineData(".bet", "**stake** is missing: how much to bet.\nTry `.bet half heads`.")]
    [InlineData(".bet 1e999999", "`1e999999` does not work as **stake**: the part after the e has to be a whole number from 0 to 18; write it as 1500, 1.5k, 50%, half or all.\nTry `.bet half heads`.")]
    [InlineData(".bet 5 edge", "`edge` does not work as **side**: choose heads or tails.\nTry `.bet half heads`.")]
    [InlineData(".bet 5 heads and more", "`and more` is too much: this command is written `.bet <stake> [side]`.\nTry `.bet half heads`.")]
    [InlineData(".bet `@everyone`", "`ˋ@everyoneˋ` does not work as **stake**: that is not a number; write it as 1500, 1.5k, 50%, half or all.\nTry `.bet half heads`.")]
    [InlineData(".set list all", "`all` is too much: this command stands alone.\nTry `.set list`.")]
    [InlineData(".greet", "**who** is missing: whom to greet.\nTry `.greet @Alex`.")]
    [InlineData(".greet nobody", "`nobody` does not work as **who**: nobody here has a name that begins so.\nTry `.greet @Alex`.")]
    [InlineData(".greet alex_", "`alex_` does not work as **who**: several people fit (alex\\_one, alex\\_two, alex\\_three and others); mention the one you mean.\nTry `.greet @Alex`.")]
    [InlineData(".greet 999999999999999999", "`999999999999999999` does not work as **who**: nobody of that id is in this server.\nTry `.greet @Alex`.")]
    [InlineData(".remind 5s tea", "`5s` does not work as **after**: it has to be at least 10 s.\nTry `.remind 2 days water the plants`.")]
    [InlineData(".remind soon tea", "`soon` does not work as **after**: that is not a span of time; write it as 90s, 1h30m or 2 days.\nTry `.remind 2 days water the plants`.")]
    [InlineData(".remind 1h", "**what** is missing: of what to remind you.\nTry `.remind 2 days water the plants`.")]
    [InlineData(".set pick 11", "`11` does not work as **number**: write a whole number from 1 to 10.\nTry `.set pick 10`.")]
    [InlineData(".set pick 1 Regular", "`Regular` does not work as **role**: several roles fit (@Regulars, @Regular guests); write the whole name.\nTry `.set pick 10`.")]
    [InlineData(".set pick 1 Regulars #secret", "`#secret` does not work as **where**: no channel here has a name that begins so.\nTry `.set pick 10`.")]
    [InlineData(".set pick 1 Regulars <#100000000000000032>", "`<#100000000000000032>` does not work as **where**: there is no such channel here that would do.\nTry `.set pick 10`.")]
    public async Task WrongArgument_IsNamedWithWhatIsWrongAndAnExample(string text, string advice)
    {
        await using var bench = Bench();
        await bench.SayAsync(text);
        Assert.Equal(advice, bench.Wire.Only.Text);
        Assert.Contains(bench.Uses.Single().Kind, new[] { "BadArgument", "MissingArgument" });
    }

    [Theory]
    [InlineData(".greet <@100000000000000012>", "hello Benny B")]
    [InlineData(".greet 100000000000000012", "hello Benny B")]
    [InlineData(".greet Benny B", "hello Benny B")]
    [InlineData(".greet \"Benny B\"", "hello Benny B")]
    [InlineData(".greet @ben", "hello Benny B")]
    [InlineData(".greet alex_one", "hello Alex")]
    [InlineData(".greet <@100000000000000011>", "hello Ada")]
    [InlineData(".remind 2 days water the plants", "2 days|water the plants")]
    [InlineData(".remind 1h30m tea", "1 h 30 min|tea")]
    [InlineData(".remind 1 day 2 hours call  \"home\"  now", "1 day 2 h|call  \"home\"  now")]
    [InlineData(".remind 10m \"one quoted\"", "10 min|one quoted")]
    [InlineData(".set pick 3", "3  ")]
    [InlineData(".set pick 3 regulars #general", "3 Regulars general")]
    [InlineData(".set pick 3 \"regular guests\" <#100000000000000002>", "3 Regular guests general")]
    [InlineData(".set pick 3 <@&100000000000000021>", "3 Regulars ")]
    public async Task Argument_IsUnderstoodInAllItsSpellings(string text, string answer)
    {
        await using var bench = Bench();
        await bench.SayAsync(text);
        Assert.Equal(answer, bench.Wire.Only.Draft!.Content);
    }

    [Fact]
    public async Task SlashArgument_GetsTheExampleInSlashForm()
    {
        await using var bench = Bench();
        await bench.SlashAsync("bet", ("stake", "inf"));
        Assert.Equal("`inf` does not work as **stake**: that is not a number; write it as 1500, 1.5k, 50%, half or all.\nTry `/bet stake:half side:heads`.", bench.Wire.Only.Text);
        Assert.True(bench.Wire.Only.Ephemeral);
    }

    [Fact]
    public async Task SlashArguments_AreRead()
    {
        await using var bench = Bench();
        await bench.SlashAsync("bet", ("stake", "1.5k"), ("side", "tails"));
        await bench.SlashAsync("set pick", ("number", 4));
        Assert.Equal(["1500 on tails", "4"], bench.Wire.All.Select(asked => asked.Text.Trim()));
    }

    [Fact]
    public async Task SlashMember_IsTakenFromWhatDiscordResolved()
    {
        await using var bench = Bench();
        var payload = new Bronx.Discord.Models.InteractionPayload
        {
            Name = "greet",
            Options = [new() { Name = "who", Type = Bronx.Discord.Models.CommandOptionType.User, Value = System.Text.Json.JsonSerializer.SerializeToElement("555555555555555555") }],
            Resolved = new()
            {
                Users = new Dictionary<Bronx.Discord.Models.UserId, Bronx.Discord.Models.User> { [new(555555555555555555)] = new() { Id = new(555555555555555555), Username = "guest" } },
                Members = new Dictionary<Bronx.Discord.Models.UserId, Bronx.Discord.Models.Member> { [new(555555555555555555)] = new() { Nick = "The Guest" } },
            },
        };
        bench.Router.Accept(bench.Interaction(Bronx.Discord.Models.InteractionType.Command, payload));
        await bench.Router.WhenIdleAsync();
        Assert.Equal("hello The Guest", bench.Wire.Only.Text);
    }

    [Fact]
    public async Task LongText_IsRefusedByLength()
    {
        await using var bench = Bench();
        await bench.SayAsync(".remind 1h " + new string('x', 51));
        Assert.Contains("it has 51 characters, and 50 is the most", bench.Wire.Only.Text, StringComparison.Ordinal);
    }
}
