using Bronx.Platform.Commands.Arguments;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Commands;

/// <summary>How commands are written, by prefix and by slash: for help and for advice.</summary>
public static class CommandSpelling
{
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
}
