using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;

namespace Bronx.Platform.Tests.Options;

/// <summary>An option of every kind, for servers, and one for persons.</summary>
internal static class Shop
{
    public static readonly Option<bool> Open = Choose.Toggle("shop.open", false, "Shop", "Whether it is open.");
    public static readonly Option<long> Least = Choose.Whole("shop.least", 1, 1, 100, "items", "Least", "The fewest items.");
    public static readonly Option<long> Most = Choose.Whole("shop.most", 10, 1, 100, "items", "Most", "The most items.");
    public static readonly Option<Coins> Price = Choose.Amount("shop.price", new(500), new(0), new(1_000_000), "Price", "What one costs.");
    public static readonly Option<TimeSpan> Pause = Choose.Span("shop.pause", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(7), "Pause", "How long between two.");
    public static readonly Option<string> Sign = Choose.Line("shop.sign", "", 0, 20, "Sign", "What stands over the door.");
    public static readonly Option<string> Greeting = Choose.Template("shop.greeting", "Hello {user}!", 200, ["user", "server"], "Greeting", "What is said to who enters.");
    public static readonly Option<string> Style = Choose.Pick("shop.style", "plain", "Style", "How it looks.", new PickChoice("plain", "Plain", ""), new PickChoice("grand", "Grand", ""));
    public static readonly Option<ChannelId> Where = Choose.Channel("shop.where", true, "Where", "The channel it is in.");
    public static readonly Option<IReadOnlyList<ChannelId>> Closed = Choose.Channels("shop.closed", 3, "Closed", "Where it is closed.");
    public static readonly Option<IReadOnlyList<RoleId>> Staff = Choose.Roles("shop.staff", 2, true, "Staff", "Who gets which role.");
    public static readonly Option<IReadOnlyList<string>> Goods = Choose.Words("shop.goods", 3, 10, "Goods", "What there is.");

    public static readonly Option<bool> Mail = Choose.Toggle("customer.mail", true, "Mail", "Whether mail is welcome.");

    public static readonly OptionSchema Server = new("shop", OptionScope.Server, 1, "Shop", "A shop.", [Open, Least, Most, Price, Pause, Sign, Greeting, Style, Where, Closed, Staff, Goods])
    {
        Check = values => values.Get(Least) > values.Get(Most) ? "the least is above the most; lower it first" : null,
    };

    public static readonly OptionSchema Person = new("customer", OptionScope.Person, 1, "You", "Yourself.", [Mail]);

    public static OptionCatalogue Catalogue => new([Server, Person]);
}
