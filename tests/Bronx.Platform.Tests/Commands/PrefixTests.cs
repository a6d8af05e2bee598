using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Tests.Commands;

public class PrefixTests
{
    private static CommandBench Bench(params (string, string)[] settings) => CommandBench.With(
        slice => slice.Command<BetCommand>().Command<ScriptedCommand>().Command<PickCommand>().Command<SetListCommand>().Command<OwnerCommand>().Component<ScriptedButton>(), settings);

    [Theory]
    [InlineData(".bet 1500 heads", "1500 on heads")]
    [InlineData(".BET half T", "half on tails")]
    [InlineData(".b all", "all on nothing")]
    [InlineData(".wager  2.5k   h  ", "2500 on heads")]
    [InlineData("<@100000000000000003> bet 7", "7 on nothing")]
    [InlineData("<@!100000000000000003> .bet 7", "7 on nothing")]
    [InlineData(".bet \"50%\" \"heads\"", "half on heads")]
    [InlineData(".bet\n7", "7 on nothing")]
    [InlineData(".set list", "list")]
    [InlineData(".SET\tLIST", "list")]
    public async Task Command_IsUnderstoodHoweverItIsWritten(string text, string answer)
    {
        await using var bench = Bench();
        await bench.SayAsync(text);
        Assert.Equal(answer, bench.Wire.Only.Text);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData(". bet 5")]
    [InlineData(".5")]
    [InlineData(".5 is half")]
    [InlineData("..bet 5")]
    [InlineData(" .bet 5")]
    [InlineData(".completelydifferent")]
    [InlineData(".xy")]
    [InlineData("")]
    public async Task Chat_IsLeftAlone(string text)
    {
        await using var bench = Bench();
        await bench.SayAsync(text);
        Assert.Empty(bench.Wire.All);
    }

    [Fact]
    public async Task Bots_Webhooks_OwnMessages_AndSystemMessages_AreIgnored()
    {
        await using var bench = Bench();
        await bench.SayAsync(".bet 5", new User { Id = new(5), Username = "other", Bot = true });
        await bench.SayAsync(".bet 5", TestWorld.Bot with { Bot = false });
        await bench.SayAsync(".bet 5", but: message => message with { WebhookId = 5 });
        await bench.SayAsync(".bet 5", but: message => message with { Type = 7 });
        Assert.Empty(bench.Wire.All);
        await bench.SayAsync(".bet 5", but: message => message with { Type = 19 });
        Assert.Single(bench.Wire.All);
    }

    [Fact]
    public async Task Prefix_IsASetting()
    {
        await using var bench = Bench(("Commands:Prefix", "br!"));
        await bench.SayAsync(".bet 5");
        await bench.SayAsync("BR!bet 5");
        Assert.Equal("5 on nothing", bench.Wire.Only.Text);
    }

    [Fact]
    public async Task Reply_QuotesTheMessageAndMentionsNobody()
    {
        await using var bench = Bench();
        await bench.SayAsync(".bet 5", id: 42);
        var draft = bench.Wire.Only.Draft!;
        Assert.Equal(new MessageReference { MessageId = new MessageId(42), FailIfNotExists = false }, draft.MessageReference);
        Assert.Equal([], draft.AllowedMentions.Parse);
        Assert.Null(draft.AllowedMentions.RepliedUser);
        Assert.Equal("42.0", bench.Wire.Only.Nonce);
    }

    [Fact]
    public async Task RepeatedDelivery_RunsOnce()
    {
        await using var bench = Bench();
        await bench.SayAsync(".bet 5", id: 42);
        await bench.SayAsync(".bet 5", id: 42);
        Assert.Single(bench.Wire.All);
        Assert.Single(bench.Uses);
    }

    [Fact]
    public async Task Typo_GetsOneSuggestionAMinutePerPersonAndChannel()
    {
        await using var bench = Bench();
        await bench.SayAsync(".plya");
        Assert.Contains("Did you mean `.play`?", bench.Wire.Only.Text, StringComparison.Ordinal);
        await bench.SayAsync(".plya");
        Assert.Single(bench.Wire.All);
        await bench.SayAsync(".plya", TestWorld.Ben);
        Assert.Equal(2, bench.Wire.All.Count);
        bench.Clock.Advance(TimeSpan.FromSeconds(60));
        await bench.SayAsync(".plya");
        Assert.Equal(3, bench.Wire.All.Count);
        Assert.All(bench.Uses, use => Assert.Equal((CommandEnd.Unknown, "unknown"), (use.End, use.Command)));
        Assert.Equal(4, bench.Uses.Count);
    }

    [Fact]
    public async Task Typo_DoesNotLeadStrangersToOwnerCommands()
    {
        await using var bench = Bench(("Commands:Owners", TestWorld.Ben.Id.ToString()));
        await bench.SayAsync(".restrat");
        Assert.Empty(bench.Wire.All);
        await bench.SayAsync(".restrat", TestWorld.Ben);
        Assert.Contains(".restart", bench.Wire.Only.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstWordOfAPath_ListsWhatIsBelow()
    {
        await using var bench = Bench();
        await bench.SayAsync(".set");
        Assert.Contains("`.set list`", bench.Wire.Only.Text, StringComparison.Ordinal);
        Assert.Contains("`.set pick`", bench.Wire.Only.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MentionAlone_SaysHello()
    {
        await using var bench = Bench();
        await bench.SayAsync("<@100000000000000003>");
        Assert.Contains("`.help`", bench.Wire.Only.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChannelWhereTheBotCannotSpeak_IsNotEvenTried()
    {
        await using var bench = Bench();
        bench.World.Own = Permissions.ViewChannel;
        await bench.SayAsync(".bet 5");
        await bench.SayAsync(".plya");
        Assert.Empty(bench.Wire.All);
        Assert.Equal(0, bench.Get<ScriptedCommand>().Runs);
    }

    [Fact]
    public async Task WithoutEmbedLinks_TheAnswerComesInWords()
    {
        await using var bench = Bench();
        bench.World.Own = TestWorld.Ordinary & ~Permissions.EmbedLinks;
        await bench.SayAsync(".bet nonsense");
        var draft = bench.Wire.Only.Draft!;
        Assert.Null(draft.Embeds);
        Assert.Contains("does not work as **stake**", draft.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutHistory_TheAnswerQuotesNothing()
    {
        await using var bench = Bench();
        bench.World.Own = TestWorld.Ordinary & ~Permissions.ReadMessageHistory;
        await bench.SayAsync(".bet 5");
        Assert.Null(bench.Wire.Only.Draft!.MessageReference);
    }

    [Fact]
    public async Task RefusedQuote_IsAnsweredWithoutIt()
    {
        await using var bench = Bench();
        bench.Wire.FailNext(160_002);
        await bench.SayAsync(".bet 5");
        Assert.Equal(2, bench.Wire.All.Count);
        Assert.Null(bench.Wire.Last.Draft!.MessageReference);
    }

    [Fact]
    public async Task Frames_BecomeOneMessageWithTheResultLast()
    {
        await using var bench = Bench();
        bench.Get<ScriptedCommand>().Script = async (call, ct) =>
        {
            await call.ShowAsync(Reply.Of("one"), ct);
            await call.ShowAsync(Reply.Of("two"), ct);
            return CommandOutcome.Say(Reply.Of("three"));
        };
        await bench.SayAsync(".play", id: 9);
        Assert.Equal([("send", "one"), ("edit", "two"), ("edit", "three")], bench.Wire.All.Select(asked => (asked.What, asked.Text)));
        Assert.Equal(Bronx.Discord.Rest.RequestPriority.Edit, bench.Wire.All[1].Priority);
        Assert.Equal(Bronx.Discord.Rest.RequestPriority.Person, bench.Wire.All[2].Priority);
    }

    [Fact]
    public async Task DeletedFrame_DoesNotLoseTheResult()
    {
        await using var bench = Bench();
        bench.Get<ScriptedCommand>().Script = async (call, ct) =>
        {
            await call.ShowAsync(Reply.Of("one"), ct);
            bench.Wire.FailNext(10_008);
            return CommandOutcome.Say(Reply.Of("result"));
        };
        await bench.SayAsync(".play", id: 9);
        Assert.Equal(("send", "result", "9.1"), (bench.Wire.Last.What, bench.Wire.Last.Text, bench.Wire.Last.Nonce));
    }

    [Fact]
    public async Task Statistics_NameNobodyBeforeAGateAllowedIt()
    {
        await using var bench = Bench();
        await bench.SayAsync(".bet 5");
        var use = Assert.Single(bench.Uses);
        Assert.Equal(("bet", CommandForm.Prefix, CommandEnd.Succeeded, null, (UserId?)null, (GuildId?)TestWorld.Guild), (use.Command, use.Form, use.End, use.Kind, use.User, use.Guild));
    }

    [Fact]
    public async Task Duration_IsMeasuredFromReceiptToReply()
    {
        await using var bench = Bench();
        bench.Get<ScriptedCommand>().Script = (_, _) =>
        {
            bench.Clock.Advance(TimeSpan.FromMilliseconds(250));
            return ValueTask.FromResult(CommandOutcome.Say(Reply.Of("slow")));
        };
        await bench.SayAsync(".play");
        Assert.Equal(TimeSpan.FromMilliseconds(250), Assert.Single(bench.Uses).Duration);
    }
}
