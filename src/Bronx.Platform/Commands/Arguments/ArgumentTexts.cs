using Bronx.Platform.Telemetry;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Arguments;

/// <summary>What a person is told whose arguments do not fit: which one, what is wrong with it, and how it looks right.</summary>
internal static class ArgumentTexts
{
    public static Reply Missing(CommandDefinition command, Parameter parameter, CommandForm form, string prefix) =>
        Advice($"**{parameter.Name}** is missing: {LowerFirst(parameter.Description)}.", command, form, prefix);

    public static Reply Bad(CommandDefinition command, Parameter parameter, string typed, string problem, CommandForm form, string prefix) =>
        Advice($"{Say.Typed(typed)} does not work as **{parameter.Name}**: {problem}.", command, form, prefix);

    public static Reply TooMany(CommandDefinition command, string extra, CommandForm form, string prefix) => Advice(
        command.Parameters.Count == 0
            ? $"{Say.Typed(extra)} is too much: this command stands alone."
            : $"{Say.Typed(extra)} is too much: this command is written `{CommandSpelling.Usage(command, form, prefix)}`.",
        command,
        form,
        prefix);

    private static Reply Advice(string what, CommandDefinition command, CommandForm form, string prefix) =>
        Reply.Of(Look.Refusal($"{what}\nTry `{CommandSpelling.Example(command, form, prefix)}`."));

    private static string LowerFirst(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.') : text.TrimEnd('.');
}
