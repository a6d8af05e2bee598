using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Text;

namespace Bronx.Features.Operations.ServerStats;

/// <summary>Words for one server's figures.</summary>
internal static class StatsTexts
{
    private const int Shown = 10;

    public static Reply Server(GuildUsage usage, IReadOnlyList<(string Command, long Uses)> commands) => Reply.Of(Look.Card(
        "This server", $"{Say.Count(usage.Uses, "command", "commands")} so far, the last {Say.When(usage.LastAt)}.") with
    {
        Fields = [new EmbedField("Most used", Rows.Table(commands.Take(Shown).Select(command => (command.Command, Say.Number(command.Uses)))))],
        Footer = new EmbedFooter("Counted by server, never by person."),
    });

    public static Reply NothingYet(string help) => Reply.Of(Look.Note($"Nobody has used a command in this server yet. `{help}` shows what there is."));
}
