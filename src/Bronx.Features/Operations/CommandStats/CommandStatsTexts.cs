using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Text;

namespace Bronx.Features.Operations.CommandStats;

/// <summary>Words for what commands are used.</summary>
internal static class CommandStatsTexts
{
    private const int Shown = 10;

    public static Reply Busiest(UsageSnapshot usage, string spelling) => Reply.Of(Look.Card(
        "Commands",
        $"{Say.Count(usage.Total, "command", "commands")} ran, {Say.Number(usage.Failed)} failed; {Say.Number(usage.Refused)} calls were turned down with advice, {Say.Number(usage.Unknown)} named no command.") with
    {
        Fields =
        [
            new EmbedField("Busiest", Rows.Table(usage.Commands.Where(command => command.Uses > 0).Take(Shown).Select(command => (command.Name, Say.Number(command.Uses))))),
            new EmbedField("How people call", Rows.Table(usage.Forms.OrderByDescending(form => form.Value).Select(form => (NameOf(form.Key), Say.Number(form.Value))))),
        ],
        Footer = new EmbedFooter($"One command: {spelling} daily"),
    });

    public static Reply One(CommandUsage command, long total, IReadOnlyList<KindCount> kinds) => Reply.Of(Look.Card(
        command.Name, $"Last used {Say.When(command.LastAt)}.") with
    {
        Fields =
        [
            new EmbedField("Uses", Rows.Table([("ran", Say.Number(command.Uses)), ("share of all", Rows.Share(total == 0 ? null : (double)command.Uses / total)), ("failed", Say.Number(command.Failures)), ("turned down", Say.Number(command.Refusals))])),
            new EmbedField("Answers", Rows.Table([("average", Rows.Latency(command.Latency?.Average)), ("half within", Rows.Latency(command.Latency?.P50)), ("95 % within", Rows.Latency(command.Latency?.P95)), ("99 % within", Rows.Latency(command.Latency?.P99))])),
            .. kinds.Count == 0 ? Array.Empty<EmbedField>() : [new EmbedField("Failures and refusals", Rows.Table(kinds.Take(Shown).Select(kind => ((kind.Failed ? "fault: " : "") + kind.Kind, Say.Number(kind.Count)))))],
        ],
    });

    public static Reply NeverUsed(string command) => Reply.Of(Look.Note($"`{command}` was never used."));

    public static Reply NoSuchCommand(string typed, string? closest) => Reply.Of(Look.Refusal(
        closest is null ? $"There is no command {Say.Typed(typed)}." : $"There is no command {Say.Typed(typed)}. Did you mean `{closest}`?"));

    private static string NameOf(CommandForm form) => form switch
    {
        CommandForm.Prefix => "typed",
        CommandForm.Slash => "slash",
        _ => "buttons",
    };
}
