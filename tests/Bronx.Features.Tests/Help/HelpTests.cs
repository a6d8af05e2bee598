using Bronx.Discord.Models;
using Bronx.Features.Help;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;
using Bronx.Testing;

namespace Bronx.Features.Tests.Help;

public class HelpTests
{
    private static readonly User Ana = Calls.Person(183_245_678_901_234_567);

    private static readonly CommandDefinition Coinflip = new("coinflip", "Gambling", "Bet on the toss of a coin")
    {
        Aliases = ["cf", "flip"],
        Parameters =
        [
            Parameters.Amount("stake", "How much to bet"),
            Parameters.Choice("side", "What you bet on", new Choice<int>(0, "heads"), new Choice<int>(1, "tails")).Optional(),
        ],
        Examples = ["coinflip half heads", "cf 100"],
        Details = "Heads and tails come up equally often.",
        Cooldown = new(TimeSpan.FromSeconds(5)),
    };

    private static readonly CommandRegistry Registry = new(
        [
            HelpCommand.Definition, Coinflip,
            new("daily", "Economy", "Take your daily coins"),
            new("balance", "Economy", "See what somebody has") { Parameters = [Parameters.Member("who", "Whose").Optional()] },
            new("db health", "Owners", "See how the store is") { OwnerOnly = true },
            new("db pool", "Owners", "See the connections") { OwnerOnly = true },
            new("setup server", "Server", "Set me up here") { ServerOnly = true, CallerNeeds = Permissions.ManageGuild },
            new("setup user", "Server", "Set yourself up"),
            new("easter", "Economy", "Nobody lists this") { Hidden = true },
            .. Enumerable.Range(1, 20).Select(number => new CommandDefinition($"joke{number}", "Fun", $"Hear joke {number}")),
        ],
        [HelpPageButton.Definition, HelpCategorySelect.Definition]);

    [Fact]
    public async Task Pages_ShowEverythingOnceAndTheirControlsTurnThem()
    {
        var texts = new HelpTexts(".", await CommandBook.RegisteredAsync(Registry));
        var book = new HelpBook(Registry, owner: false, _ => true);
        StoredText.Matches("Help/Pages", [.. Enumerable.Range(0, book.LastPage + 1).Select(page => ($"page {page}", texts.Page(book, page, Ana.Id)))]);
        Assert.Equal(
            Registry.VisibleTo(owner: false).Select(command => command.Name).Order(),
            book.Pages.SelectMany(page => page.Commands).Select(command => command.Name).Order());
    }

    [Fact]
    public async Task Topics_AreExplained()
    {
        StoredText.Matches(
            "Help/Topics",
            ("coinflip", ReplyOf(await AskAsync("coinflip"))),
            ("its alias by prefix", ReplyOf(await AskAsync(".CF"))),
            ("setup server", ReplyOf(await AskAsync("setup  server"))),
            ("setup", ReplyOf(await AskAsync("/setup"))),
            ("fun", ReplyOf(await AskAsync("fun"))),
            ("a hidden one", ReplyOf(await AskAsync("easter"))),
            ("a slip", ReplyOf(await AskAsync("coinfilp"))),
            ("nonsense", ReplyOf(await AskAsync("`@everyone` **x**"))));
    }

    [Theory]
    [InlineData("db")]
    [InlineData("db health")]
    [InlineData("owners")]
    public async Task OwnerCommands_AreNotKnownToOthers(string topic)
    {
        var refused = Assert.IsType<CommandOutcome.Refused>(await AskAsync(topic));
        Assert.Equal(Refusal.BadArgument, refused.Why);
        Assert.DoesNotContain("Did you mean", refused.Reply.Embeds[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoPage_IsTooBigForDiscord()
    {
        var many = new CommandRegistry(
            [HelpCommand.Definition, .. Enumerable.Range(0, 90).Select(number => new CommandDefinition($"c{number}", $"Category {number % 40}", new string('x', 100)) { Parameters = [.. Enumerable.Range(0, 6).Select(one => Parameters.Word($"parameter{one}", "x"))] })],
            [HelpPageButton.Definition, HelpCategorySelect.Definition]);
        var texts = new HelpTexts(".", await CommandBook.RegisteredAsync(many));
        var book = new HelpBook(many, owner: true, _ => true);
        for (var number = 0; number <= book.LastPage; number++)
        {
            var page = texts.Page(book, number, Ana.Id);
            var card = Assert.Single(page.Embeds);
            Assert.InRange(card.Description!.Length + (card.Fields?.Sum(one => one.Name.Length + one.Value.Length) ?? 0), 1, 5_900);
            Assert.InRange(card.Fields?.Count ?? 0, 0, 25);
            Assert.InRange(page.Components[0].Components![0].Options!.Count, 2, 25);
        }
    }

    [Fact]
    public async Task WhatAServerSwitchedOff_IsOnNoPageAndMarkedWhereItIsAskedFor()
    {
        var texts = new HelpTexts(".", await CommandBook.RegisteredAsync(Registry));
        var book = new HelpBook(Registry, owner: false, command => command.Category != "Gambling");
        var overview = texts.Page(book, 0, Ana.Id);
        Assert.Contains("Switched off on this server: Gambling.", overview.Embeds[0].Description, StringComparison.Ordinal);
        Assert.DoesNotContain(overview.Embeds[0].Fields!, field => field.Name == "Gambling");
        Assert.DoesNotContain(overview.Components[0].Components![0].Options!, option => option.Label == "Gambling");
        Assert.DoesNotContain(Coinflip, book.Pages.SelectMany(page => page.Commands));
        Assert.Equal(Coinflip, Assert.IsType<HelpTopic.OneCommand>(book.Find("cf", ".")).Command);
        Assert.Contains(texts.Command(Coinflip, isOff: true).Embeds[0].Fields!, field => field.Value == "switched off on this server");
        Assert.DoesNotContain(texts.Command(Coinflip, isOff: false).Embeds[0].Fields!, field => field.Name == "Here");
    }

    [Theory]
    [InlineData("2", "Page 3 of")]
    [InlineData("999", "Page 8 of 8")]
    [InlineData("-5", "Page 1 of")]
    [InlineData("x", "Page 1 of")]
    public async Task PageButton_TurnsToItsPageWhateverAClientSends(string state, string footer)
    {
        var button = new HelpPageButton(new HelpBooks(Registry, []), await CommandBook.RegisteredAsync(Registry));
        var call = Calls.Press(HelpCommand.Definition, ComponentId.For(HelpTexts.PageRoute, Ana.Id, state), Ana, 1, HeldClock.DefaultStart);
        var updated = Assert.IsType<CommandOutcome.Updated>(await button.RunAsync(call, default));
        Assert.StartsWith(footer, updated.Reply.Embeds[0].Footer!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_WorksBeforeTheTermsAreAccepted() => Assert.False(HelpCommand.Definition.NeedsTerms);

    private static async Task<CommandOutcome> AskAsync(string topic)
    {
        var command = new HelpCommand(new HelpBooks(Registry, []), await CommandBook.RegisteredAsync(Registry));
        return await command.RunAsync(Calls.Command(HelpCommand.Definition, Ana, 1, HeldClock.DefaultStart, CommandForm.Prefix, ("name", topic)), default);
    }

    private static Reply ReplyOf(CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Replied replied => replied.Reply,
        CommandOutcome.Refused refused => refused.Reply,
        _ => throw new InvalidOperationException(outcome.ToString()),
    };
}
