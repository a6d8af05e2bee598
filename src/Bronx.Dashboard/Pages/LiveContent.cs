using Bronx.Dashboard.Api;

namespace Bronx.Dashboard.Pages;

/// <summary>What is around the content of every live page: the notice, the advice for those without scripts, and what is spoken.</summary>
internal static class LiveContent
{
    public static void Write(Html page, PageFrame frame, Action<Html> content)
    {
        WriteNotice(page, frame.Bot);
        page.Write($"<noscript><p class=\"notice calm\">{DashboardTexts.NoScript}</p></noscript>\n<div id=\"live\"");
        if (frame.Live == LiveKind.Page) page.Write($" data-refresh");
        page.Write($">\n");
        content(page);
        page.Write($"</div>\n<p class=\"away\" role=\"status\" id=\"spoken\"></p>\n");
    }

    /// <summary>Holds the words for every state, so that the script needs none of its own.</summary>
    private static void WriteNotice(Html page, BotFigures? bot)
    {
        page.Write($"<p class=\"notice\" id=\"notice\" role=\"status\" data-lost=\"{DashboardTexts.Lost}\" data-closing=\"{DashboardTexts.Closing}\" data-outdated=\"{DashboardTexts.Outdated}\" data-unknown=\"{DashboardTexts.Unknown}\"");
        foreach (var connection in DashboardTexts.Connections)
        {
            page.Write($" data-says-{connection}=\"{DashboardTexts.Notice(connection)}\" data-name-{connection}=\"{DashboardTexts.Connection(connection)}\"");
        }

        page.Write($">{(bot is null ? "" : DashboardTexts.Notice(bot))}</p>\n");
    }
}
