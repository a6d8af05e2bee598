namespace Bronx.Platform.Commands.Arguments;

/// <summary>Which words of a text belong to which parameter.</summary>
internal static class WordAssignment
{
    /// <summary>Pairs of parameter and text, in order; null with a problem when a required one is missing or words are left over.</summary>
    public static IReadOnlyList<(Parameter Parameter, string Text)>? Assign(CommandDefinition command, string text, out AssignmentProblem? problem)
    {
        var words = WordReader.Read(text);
        List<(Parameter, string)> assigned = [];
        var at = 0;
        for (var i = 0; i < command.Parameters.Count; i++)
        {
            var parameter = command.Parameters[i];
            if (at >= words.Count)
            {
                if (parameter.Required)
                {
                    problem = new(AssignmentProblemKind.Missing, parameter, null);
                    return null;
                }

                break;
            }

            var take = parameter.WordsTaken(words, at, isLast: i == command.Parameters.Count - 1);
            var last = words[at + take - 1];

            // A quoted word loses its marks; several words are taken as they stand in the text.
            assigned.Add((parameter, take == 1 ? words[at].Text : text[words[at].Start..last.End]));
            at += take;
        }

        if (at < words.Count)
        {
            problem = new(AssignmentProblemKind.TooMany, null, text[words[at].Start..]);
            return null;
        }

        problem = null;
        return assigned;
    }
}

internal enum AssignmentProblemKind
{
    Missing,
    TooMany,
}

/// <summary>The missing parameter, or the text that nothing takes.</summary>
internal readonly record struct AssignmentProblem(AssignmentProblemKind Kind, Parameter? Parameter, string? Extra);
