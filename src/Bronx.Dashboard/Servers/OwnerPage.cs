using System.Globalization;
using Bronx.Dashboard.Edge;
using Bronx.Dashboard.Pages;
using Bronx.Dashboard.SignIn;
using Bronx.Platform.Guilds;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Servers;

/// <summary>What only the bot's owners see: which servers use it most.</summary>
internal sealed class OwnerPage(Layout layout, UsageHistory history, IGuildDirectory directory)
{
    private const int Shown = 25;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGuardedRead("/owner", AccessRule.BotOwner, ShowAsync);

    private async Task ShowAsync(HttpContext http, Visitor visitor)
    {
        IReadOnlyList<GuildUsage> busiest;
        try
        {
            busiest = await history.BusiestGuildsAsync(Shown, http.RequestAborted);
        }
        catch (StorageException fault)
        {
            await ErrorPage.TellAsync(http, StatusCodes.Status503ServiceUnavailable, fault.Message);
            return;
        }

        await layout.SendAsync(http, new PageFrame("For the bot’s owners", ServersPage.Navigation.Path), page => Write(page, busiest));
    }

    private void Write(Html page, IReadOnlyList<GuildUsage> busiest)
    {
        page.Write($"<h1>For the bot’s owners</h1>\n<section class=\"card\"><h2>Busiest servers</h2>\n");
        if (busiest.Count == 0)
        {
            page.Write($"<p class=\"empty\">{DashboardTexts.NothingYet}</p></section>\n");
            return;
        }

        page.Write($"<table class=\"ranks\"><caption class=\"away\">Busiest servers</caption><thead><tr><th scope=\"col\">Server</th><th scope=\"col\">Uses</th><th scope=\"col\">Last used</th></tr></thead><tbody>\n");
        foreach (var guild in busiest)
        {
            var name = directory.Find(guild.Guild) is { } known ? PlainName.Of(known.Name, DashboardTexts.Nameless) : $"Server {guild.Guild}, which the bot has left";
            page.Write($"<tr><th scope=\"row\"><span><bdi>{name}</bdi></span></th><td title=\"{Figures.Exact(guild.Uses)}\">{Figures.Compact(guild.Uses)}</td><td><time datetime=\"{guild.LastAt}\">{guild.LastAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC</time></td></tr>\n");
        }

        page.Write($"</tbody></table></section>\n");
    }
}
