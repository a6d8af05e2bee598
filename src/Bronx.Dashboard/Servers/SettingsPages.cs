using System.Globalization;
using Bronx.Dashboard.Edge;
using Bronx.Dashboard.Pages;
using Bronx.Dashboard.SignIn;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Servers;

/// <summary>Forms for options, of servers and of the visitor: shown, changed, undone, with who changed what.</summary>
internal sealed class SettingsPages(Layout layout, Assets assets, OptionCatalogue catalogue, OptionBook book, OptionInServer inServer, OptionDesk options, ChangeList list, IGuildDirectory directory)
{
    private const int ChangesShown = 25;

    private static readonly Dictionary<string, string> NoProblems = [];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGuardedRead("/servers/{server}", AccessRule.ServerManager, (http, visitor) => OverviewAsync(http, Desk(visitor)));
        routes.MapGuardedRead("/servers/{server}/changes", AccessRule.ServerManager, (http, visitor) => ChangesAsync(http, Desk(visitor)));
        routes.MapGuardedForm("/servers/{server}/undo/{number:long}", AccessRule.ServerManager, (http, visitor) => UndoAsync(http, Desk(visitor)));
        routes.MapGuardedRead("/servers/{server}/{schema}", AccessRule.ServerManager, (http, visitor) => ShowAsync(http, Desk(visitor)));
        routes.MapGuardedForm("/servers/{server}/{schema}", AccessRule.ServerManager, (http, visitor) => SaveAsync(http, Desk(visitor)));
        routes.MapGuardedRead("/me", AccessRule.SignedIn, (http, visitor) => OverviewAsync(http, OwnDesk(visitor)));
        routes.MapGuardedRead("/me/changes", AccessRule.SignedIn, (http, visitor) => ChangesAsync(http, OwnDesk(visitor)));
        routes.MapGuardedForm("/me/undo/{number:long}", AccessRule.SignedIn, (http, visitor) => UndoAsync(http, OwnDesk(visitor)));
        routes.MapGuardedRead("/me/{schema}", AccessRule.SignedIn, (http, visitor) => ShowAsync(http, OwnDesk(visitor)));
        routes.MapGuardedForm("/me/{schema}", AccessRule.SignedIn, (http, visitor) => SaveAsync(http, OwnDesk(visitor)));
    }

    private SettingsDesk Desk(Visitor visitor)
    {
        var server = visitor.Managed;
        return new SettingsDesk(
            visitor, server.Id, OptionScope.Server, string.Create(CultureInfo.InvariantCulture, $"/servers/{server.Id.Value}"), PlainName.Of(server.Name, DashboardTexts.Nameless),
            ServerPlaces.Of(directory, server, visitor.Member!));
    }

    private static SettingsDesk OwnDesk(Visitor visitor) =>
        new(visitor, visitor.SignedIn.Person, OptionScope.Person, "/me", "Your settings", ServerPlaces.None);

    private async Task OverviewAsync(HttpContext http, SettingsDesk desk)
    {
        var values = await book.OfAsync(desk.Target, http.RequestAborted);
        var changes = await list.LoadAsync(desk, most: 5, before: null, http.RequestAborted);
        await SendAsync(http, desk, desk.Title, page =>
        {
            page.Write($"<h1><bdi>{desk.Title}</bdi></h1>\n");
            foreach (var schema in catalogue.Of(desk.Scope))
            {
                page.Write($"<section class=\"card\"><h2><a href=\"{desk.Path}/{schema.Name}\">{schema.Title}</a></h2>\n<p class=\"small\">{schema.About}</p>\n<dl class=\"lines\">\n");
                foreach (var option in schema.Options)
                {
                    page.Write($"<div><dt>{option.Title}</dt><dd>{OptionField.Show(option, values.TextOf(option), desk.Places)}</dd></div>\n");
                }

                page.Write($"</dl></section>\n");
            }

            page.Write($"<section class=\"card\"><h2><a href=\"{desk.Path}/changes\">Who changed what</a></h2>\n");
            list.Write(page, desk, changes);
            page.Write($"</section>\n");
            WriteSignOut(page, desk);
        });
    }

    private async Task ShowAsync(HttpContext http, SettingsDesk desk)
    {
        if (Schema(http, desk) is not { } schema)
        {
            await NoSuchPageAsync(http);
            return;
        }

        var values = await book.OfAsync(desk.Target, http.RequestAborted);
        var saved = long.TryParse(http.Request.Query["saved"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (await list.LoadAsync(desk, most: 1, number == long.MaxValue ? null : number + 1, http.RequestAborted)).FirstOrDefault(change => change.Set.Number == number)
            : null;
        await SendFormAsync(http, desk, schema, values, form: null, NoProblems, saved);
    }

    private async Task SaveAsync(HttpContext http, SettingsDesk desk)
    {
        if (Schema(http, desk) is not { } schema)
        {
            await NoSuchPageAsync(http);
            return;
        }

        var ct = http.RequestAborted;
        var form = SchemaForm.Read(schema, await http.Request.ReadFormAsync(ct));
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var changes = form.Changes(problems);
        if (desk.Visitor.Server is { } server)
        {
            foreach (var (key, text) in changes)
            {
                if (schema.Options.First(option => option.Key == key) is var option && inServer.Problem(server.Id, option, text!, desk.Visitor.Member) is { } problem)
                {
                    problems[key] = problem;
                }
            }
        }

        var outcome = problems.Count > 0
            ? new OptionChangeOutcome.Refused(problems)
            : changes.Count == 0 ? new OptionChangeOutcome.Same() : await book.ChangeAsync(desk.Target, changes, desk.Cause, ct);
        switch (outcome)
        {
            case OptionChangeOutcome.Refused refused:
                http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                await SendFormAsync(http, desk, schema, await book.OfAsync(desk.Target, ct), form, refused.Problems, saved: null);
                break;
            case OptionChangeOutcome.Changed changed:
                SeeOther(http, string.Create(CultureInfo.InvariantCulture, $"{desk.Path}/{schema.Name}?saved={changed.Set.Number}"));
                break;
            default:
                SeeOther(http, $"{desk.Path}/{schema.Name}");
                break;
        }
    }

    private async Task UndoAsync(HttpContext http, SettingsDesk desk)
    {
        var number = long.Parse((string)http.GetRouteValue("number")!, CultureInfo.InvariantCulture);
        switch (await options.UndoAsync(desk.Target, number, desk.Cause, desk.Visitor.Member, http.RequestAborted))
        {
            case OptionChangeOutcome.ChangedSince since:
                await ErrorPage.TellAsync(http, StatusCodes.Status409Conflict, $"Not undone: {string.Join(", ", since.Keys)} has been changed again since. The list of changes shows by whom.");
                break;
            case OptionChangeOutcome.NoSuchChange:
                await ErrorPage.TellAsync(http, StatusCodes.Status404NotFound, "There is no such change here (any more).");
                break;
            case OptionChangeOutcome.Refused refused:
                await ErrorPage.TellAsync(http, StatusCodes.Status409Conflict, $"Not undone: {string.Join("; ", refused.Problems.Values.Select(OptionField.Plain))}");
                break;
            default:
                SeeOther(http, desk.Path + "/changes");
                break;
        }
    }

    private async Task ChangesAsync(HttpContext http, SettingsDesk desk)
    {
        long? before = long.TryParse(http.Request.Query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var changes = await list.LoadAsync(desk, ChangesShown, before, http.RequestAborted);
        await SendAsync(http, desk, "Who changed what", page =>
        {
            page.Write($"<p class=\"small\"><a href=\"{desk.Path}\"><bdi>{desk.Title}</bdi></a></p>\n<h1>Who changed what</h1>\n<section class=\"card\">\n");
            list.Write(page, desk, changes);
            if (changes.Count == ChangesShown) page.Write($"<p><a href=\"{desk.Path}/changes?before={changes[^1].Set.Number}\">Older changes</a></p>\n");
            page.Write($"</section>\n");
        });
    }

    private Task SendFormAsync(
        HttpContext http, SettingsDesk desk, OptionSchema schema, OptionValues values, SchemaForm? form, IReadOnlyDictionary<string, string> problems, NamedChange? saved) =>
        SendAsync(http, desk, (problems.Count > 0 ? "Not saved: " : saved is not null ? "Saved: " : "") + schema.Title, page =>
        {
            page.Write($"<p class=\"small\"><a href=\"{desk.Path}\"><bdi>{desk.Title}</bdi></a></p>\n<h1>{schema.Title}</h1>\n");
            if (saved is not null)
            {
                page.Write($"<section class=\"card saved\" role=\"status\"><h2>Saved</h2>\n");
                list.Write(page, desk, [saved]);
                page.Write($"</section>\n");
            }

            if (problems.Count > 0)
            {
                page.Write($"<p class=\"problem\" role=\"alert\">Nothing was saved. {(problems.TryGetValue(schema.Name, out var misfit) ? OptionField.Plain(misfit) : "What is marked below needs another value.")}</p>\n");
            }

            page.Write($"<form class=\"card settings\" method=\"post\" action=\"{desk.Path}/{schema.Name}\">\n<p class=\"small\">{schema.About}</p>\n");
            desk.WriteToken(page);
            foreach (var option in schema.Options)
            {
                OptionField.Write(page, option, form?.TextOf(option, values) ?? values.TextOf(option), values.TextOf(option), desk.Places, problems.GetValueOrDefault(option.Key));
            }

            page.Write($"<p><button>Save</button></p>\n</form>\n");
            OptionField.WritePreviewScript(page, assets, desk.PersonName, desk.Title, desk.Visitor.Server?.MemberCount ?? 0);
        });

    private static void WriteSignOut(Html page, SettingsDesk desk)
    {
        page.Write($"<form class=\"out\" method=\"post\" action=\"/sign-out\"><p class=\"small\">Signed in as <bdi>{desk.PersonName}</bdi>. ");
        desk.WriteToken(page);
        page.Write($"<button class=\"plain\">Sign out</button></p></form>\n");
    }

    private OptionSchema? Schema(HttpContext http, SettingsDesk desk) =>
        catalogue.Of(desk.Scope).FirstOrDefault(schema => schema.Name.Equals((string?)http.GetRouteValue("schema"), StringComparison.Ordinal));

    private static Task NoSuchPageAsync(HttpContext http) => ErrorPage.TellAsync(http, StatusCodes.Status404NotFound, "There are no settings of this name.");

    private Task SendAsync(HttpContext http, SettingsDesk desk, string title, Action<Html> content) =>
        layout.SendAsync(http, new PageFrame(title == desk.Title ? title : $"{title}, {desk.Title}", ServersPage.Navigation.Path), page =>
        {
            page.Write($"<link rel=\"stylesheet\" href=\"{assets.Path("settings.css")}\">\n");
            content(page);
        });

    private static void SeeOther(HttpContext http, string path)
    {
        http.Response.Redirect(path);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
    }
}

/// <summary>Whose options a visitor is looking at, and where.</summary>
internal sealed record SettingsDesk(Visitor Visitor, OptionTarget Target, OptionScope Scope, string Path, string Title, ServerPlaces Places)
{
    public OptionCause Cause => new(Visitor.SignedIn.Person, "dashboard");

    /// <summary>What every form of the visitor's carries.</summary>
    public void WriteToken(Html page) => page.Write($"<input type=\"hidden\" name=\"{GuardedRoutes.TokenField}\" value=\"{Visitor.SignedIn.FormToken}\">\n");

    public string PersonName => PlainName.Of(Visitor.SignedIn.Name, DashboardTexts.Nameless);
}
