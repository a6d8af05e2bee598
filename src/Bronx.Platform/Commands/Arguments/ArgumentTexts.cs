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
            : $"{Say.Typed(extra)} is too much: this command is written `{Usage(command, form, prefix)}`.",
        command,
        form,
        prefix);

    /// <summary>How a command is written: <c>.coinflip &lt;stake&gt; [side]</c>, <c>/coinflip stake side</c>.</summary>
    public static string Usage(CommandDefinition command, CommandForm form, string prefix) => form == CommandForm.Prefix
        ? string.Join(' ', (IEnumerable<string>)[prefix + command.Name, .. command.Parameters.Select(parameter => parameter.Shape)])
        : string.Join(' ', (IEnumerable<string>)["/" + command.Name, .. command.Parameters.Select(parameter => parameter.Required ? parameter.Name + ":" : $"[{parameter.Name}:]")]);

    /// <summary>A call that works, in the form the person used: <c>.coinflip half heads</c>, <c>/coinflip stake:half side:heads</c>.</summary>
    public static string Example(CommandDefinition command, CommandForm form, string prefix)
    {
        var example = command.Examples.Count > 0
            ? command.Examples[0]
            : string.Join(' ', (IEnumerable<string>)[command.Name, .. command.Parameters.Where(parameter => parameter.Required).Select(parameter => parameter.Example)]);
        return Spelled(command, example, form, prefix);
    }

    /// <summary>An example of a definition in the form the person used.</summary>
    public static string Spelled(CommandDefinition command, string example, CommandForm form, string prefix)
    {
        if (form == CommandForm.Prefix)
        {
            return prefix + example;
        }

        var name = ((IEnumerable<string>)[command.Name, .. command.Aliases]).OrderByDescending(name => name.Length)
            .First(name => example == name || example.StartsWith(name + " ", StringComparison.Ordinal));
        var assigned = WordAssignment.Assign(command, example[name.Length..], out _) ?? [];
        return string.Join(' ', (IEnumerable<string>)["/" + command.Name, .. assigned.Select(pair => $"{pair.Parameter.Name}:{pair.Text}")]);
    }

    private static Reply Advice(string what, CommandDefinition command, CommandForm form, string prefix) =>
        Reply.Of(Look.Refusal($"{what}\nTry `{Example(command, form, prefix)}`."));

    private static string LowerFirst(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.') : text.TrimEnd('.');
}
