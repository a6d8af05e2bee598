using System.Globalization;
using Bronx.Dashboard.Edge;
using Bronx.Dashboard.Pages;
using Bronx.Dashboard.SignIn;
using Bronx.Discord.Models;
using Bronx.Platform.Guilds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Caching.Memory;

namespace Bronx.Dashboard.Servers;

/// <summary>The servers that the visitor manages and the bot is in.</summary>
internal sealed class ServersPage(Layout layout, Assets assets, DiscordAccount discord, IGuildDirectory directory) : IDisposable
{
    public static readonly NavEntry Navigation = new("/servers", "Your servers");

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(60);

    /// <summary>Discord allows this list to be asked for about once a second and person.</summary>
    private readonly MemoryCache _lists = new(new MemoryCacheOptions { SizeLimit = 2_000 });

    public void Map(IEndpointRouteBuilder routes) => routes.MapGuardedRead(Navigation.Path, AccessRule.SignedIn, ShowAsync);

    public void Dispose() => _lists.Dispose();

    private async Task ShowAsync(HttpContext http, Visitor visitor)
    {
        IReadOnlyList<GuildSummary>? servers;
        try
        {
            servers = await ListAsync(visitor.SignedIn, http.RequestAborted);
        }
        catch (Exception fault) when (fault is HttpRequestException or System.Text.Json.JsonException)
        {
            await ErrorPage.TellAsync(http, StatusCodes.Status503ServiceUnavailable, GuardTexts.DiscordSilent);
            return;
        }

        if (servers is null)
        {
            // The person took the permission back on Discord's side.
            http.Response.Redirect("/sign-in?return=" + Navigation.Path);
            return;
        }

        await layout.SendAsync(http, new PageFrame(Navigation.Title, Navigation.Path), page =>
        {
            page.Write($"<link rel=\"stylesheet\" href=\"{assets.Path("settings.css")}\">\n");
            Write(page, visitor, servers);
        });
    }

    private async Task<IReadOnlyList<GuildSummary>?> ListAsync(Session session, CancellationToken ct)
    {
        if (_lists.Get<IReadOnlyList<GuildSummary>>(session.Secret.Hash) is { } known)
        {
            return known;
        }

        if (await discord.GuildsAsync(session.AccessToken, ct) is not { } guilds)
        {
            return null;
        }

        IReadOnlyList<GuildSummary> servers =
        [
            .. guilds.Where(guild => guild.IsManaged)
                .Select(guild => ulong.TryParse(guild.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? directory.Find(new GuildId(id)) : null)
                .OfType<GuildSummary>()
                .OrderBy(server => server.Name, StringComparer.OrdinalIgnoreCase),
        ];
        return _lists.Set(session.Secret.Hash, servers, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = KeptFor });
    }

    private static void Write(Html page, Visitor visitor, IReadOnlyList<GuildSummary> servers)
    {
        page.Write($"<h1>Your servers</h1>\n<section class=\"card\">\n");
        if (servers.Count == 0)
        {
            page.Write($"<p class=\"empty\">You manage no server that the bot is in. Somebody with Manage Server can invite it, or give you that permission.</p>\n");
        }
        else
        {
            page.Write($"<ul class=\"places\">\n");
            foreach (var server in servers)
            {
                page.Write($"<li><a href=\"/servers/{server.Id.ToString()}\"><bdi>{PlainName.Of(server.Name, DashboardTexts.Nameless)}</bdi></a> <span class=\"small\">{Figures.Exact(server.MemberCount)} members</span></li>\n");
            }

            page.Write($"</ul>\n");
        }

        page.Write($"</section>\n<section class=\"card\"><ul class=\"places\"><li><a href=\"/me\">Your own settings</a></li>\n");
        if (visitor.IsOwner) page.Write($"<li><a href=\"/owner\">For the bot’s owners</a></li>\n");
        page.Write($"</ul>\n<form class=\"out\" method=\"post\" action=\"/sign-out\"><p class=\"small\">Signed in as <bdi>{PlainName.Of(visitor.SignedIn.Name, DashboardTexts.Nameless)}</bdi>. ");
        page.Write($"<input type=\"hidden\" name=\"{GuardedRoutes.TokenField}\" value=\"{visitor.SignedIn.FormToken}\"><button class=\"plain\">Sign out</button></p></form></section>\n");
    }
}
