using Bronx.Dashboard.Api;
using Bronx.Dashboard.Pages.Commands;
using Bronx.Testing;

namespace Bronx.Dashboard.Tests.Pages;

public sealed class CommandOrderTests
{
    private static readonly CommandFigure[] Commands =
    [
        Command("daily", 10, 2, 8),
        Command("ping", 30, 0, null),
        Command("balance", 10, 1, 3),
    ];

    [Theory]
    [InlineData(null, null, "ping balance daily")]
    [InlineData("uses", "asc", "balance daily ping")]
    [InlineData("name", null, "balance daily ping")]
    [InlineData("name", "desc", "ping daily balance")]
    [InlineData("failed", null, "daily balance ping")]
    [InlineData("p95", "desc", "daily balance ping")]
    [InlineData("p95", "asc", "balance daily ping")]
    [InlineData("'; drop table", "sideways", "ping balance daily")]
    public void Order_IsWhatTheAddressAsksForAndKeepsTheUnknownLast(string? sort, string? order, string expected) =>
        Assert.Equal(expected, string.Join(' ', CommandOrder.Parse(sort, order).Apply(Commands).Select(command => command.Name)));

    [Fact]
    public void Heading_LeadsTheOtherWayRoundWhenTheTableIsSortedByIt()
    {
        var order = CommandOrder.Parse("uses", "desc");

        Assert.Equal("/commands?sort=uses&order=asc", order.AddressFor(CommandColumn.Uses));
        Assert.Equal("/commands?sort=name&order=asc", order.AddressFor(CommandColumn.Command));
    }

    private static CommandFigure Command(string name, long uses, long failures, double? p95) =>
        new(name, uses, 0.1, failures, 0, HeldClock.DefaultStart, p95 is { } known ? new LatencyFigures(1, 1, known, known) : null);
}
