namespace Bronx.Platform.Commands.Arguments;

/// <summary>Whether an example in a definition would be understood: a wrong example in help is worse than none.</summary>
internal static class ExampleCheck
{
    /// <summary>The problem, or null.</summary>
    public static string? Problem(CommandDefinition command, string example)
    {
        var name = ((IEnumerable<string>)[command.Name, .. command.Aliases])
            .OrderByDescending(name => name.Length)
            .FirstOrDefault(name => example == name || example.StartsWith(name + " ", StringComparison.Ordinal));
        if (name is null)
        {
            return "it does not begin with a name of the command";
        }

        var rest = example[name.Length..].Trim();
        var assigned = WordAssignment.Assign(command, rest, out var problem);
        if (assigned is null)
        {
            return problem!.Value.Kind == AssignmentProblemKind.Missing ? $"'{problem.Value.Parameter!.Name}' is missing" : "it has words too many";
        }

        foreach (var (parameter, text) in assigned)
        {
            if (parameter.ProblemOfExample(text) is { } wrong)
            {
                return $"'{parameter.Name}': {wrong}";
            }
        }

        return null;
    }
}
