using System.Text.Json;
using Bronx.Discord.Models;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Commands.Arguments;

/// <summary>Arguments, or the refusal that says what is wrong with one.</summary>
internal readonly record struct ArgumentReading(IReadOnlyDictionary<string, object>? Arguments, CommandOutcome.Refused? Refused);

/// <summary>Reads a call's arguments, from words or from slash options.</summary>
internal static class ArgumentReader
{
    public static async ValueTask<ArgumentReading> FromTextAsync(CommandDefinition command, string text, string prefix, ArgumentScene scene, CancellationToken ct)
    {
        const CommandForm Form = CommandForm.Prefix;
        var assigned = WordAssignment.Assign(command, text, out var problem);
        if (assigned is null)
        {
            return problem!.Value.Kind == AssignmentProblemKind.Missing
                ? Wrong(Refusal.MissingArgument, ArgumentTexts.Missing(command, problem.Value.Parameter!, Form, prefix))
                : Wrong(Refusal.BadArgument, ArgumentTexts.TooMany(command, problem.Value.Extra!, Form, prefix));
        }

        Dictionary<string, object> arguments = new(StringComparer.Ordinal);
        foreach (var (parameter, typed) in assigned)
        {
            var read = await parameter.ReadAsync(typed, scene, ct);
            if (read.Problem is { } wrong)
            {
                return Wrong(Refusal.BadArgument, ArgumentTexts.Bad(command, parameter, typed, wrong, Form, prefix));
            }

            arguments.Add(parameter.Name, read.Value!);
        }

        return new(arguments, null);
    }

    public static async ValueTask<ArgumentReading> FromOptionsAsync(
        CommandDefinition command, IReadOnlyList<InteractionOption> options, string prefix, ArgumentScene scene, CancellationToken ct)
    {
        const CommandForm Form = CommandForm.Slash;
        Dictionary<string, object> arguments = new(StringComparer.Ordinal);
        foreach (var parameter in command.Parameters)
        {
            var option = options.FirstOrDefault(one => one.Name == parameter.Name);
            if (option is null)
            {
                if (parameter.Required)
                {
                    // Discord asks for required options, but a client may hold an older description of the command.
                    return Wrong(Refusal.MissingArgument, ArgumentTexts.Missing(command, parameter, Form, prefix));
                }

                continue;
            }

            var read = await parameter.ReadAsync(option, scene, ct);
            if (read.Problem is { } wrong)
            {
                var typed = option.Value is { ValueKind: JsonValueKind.String } text ? text.GetString()! : option.Value?.GetRawText() ?? "";
                return Wrong(Refusal.BadArgument, ArgumentTexts.Bad(command, parameter, typed, wrong, Form, prefix));
            }

            arguments.Add(parameter.Name, read.Value!);
        }

        return new(arguments, null);
    }

    private static ArgumentReading Wrong(Refusal why, Reply reply) => new(null, new(why, reply));
}
