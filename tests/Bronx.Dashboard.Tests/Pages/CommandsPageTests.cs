using System.Net;
using System.Net.Http.Headers;
using Bronx.Platform.Telemetry;

namespace Bronx.Dashboard.Tests.Pages;

public sealed class CommandsPageTests
{
    [Fact]
    public async Task Commands_AreListedWithTheBusiestFirstAndLinkToTheirOwnPages()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Usage.Ran("db health", dashboard.Time, times: 2);
        dashboard.Usage.Ran("ping", dashboard.Time, times: 5);

        var html = await dashboard.Client.GetStringAsync("/commands");

        Assert.True(html.IndexOf(">ping</a>", StringComparison.Ordinal) < html.IndexOf(">db health</a>", StringComparison.Ordinal));
        Assert.Contains("<th scope=\"col\" aria-sort=\"descending\"><a id=\"sort-uses\" href=\"/commands?sort=uses&amp;order=asc#sort-uses\">Uses</a></th>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/commands/db%20health\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("db health")]
    [InlineData("a%20b ?&#<i>\"'")]
    public async Task Command_HasAPageOfItsOwn(string name)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Usage.Ran(name, dashboard.Time, times: 3);
        dashboard.Usage.Ran(name, dashboard.Time, CommandEnd.Failed);
        dashboard.Usage.Ran(name, dashboard.Time, CommandEnd.Refused, times: 2);

        var html = await dashboard.Client.GetStringAsync("/commands/" + Uri.EscapeDataString(name));

        Assert.Contains("<dd><data value=\"4\" title=\"4\">4</data></dd><dd class=\"aside\">100% of all</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dd><data value=\"1\" title=\"1\">1</data></dd><dd class=\"aside\">25% of its uses</dd>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
        Assert.Contains("<h1>" + System.Text.Encodings.Web.HtmlEncoder.Default.Encode(name), html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_ThatWasNeverUsedIsNotFound()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/commands/nothing");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var answer = await dashboard.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("No command of this name was ever used", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_SayThatThereAreNoneYet()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        Assert.Contains("No command has run yet.", await dashboard.Client.GetStringAsync("/commands"), StringComparison.Ordinal);
    }
}
