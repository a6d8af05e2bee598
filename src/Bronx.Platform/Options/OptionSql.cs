namespace Bronx.Platform.Options;

/// <summary>Conditions on what people chose, for queries over many of them.</summary>
public static class OptionSql
{
    /// <summary>Whether the person in a column chose a value that is not the default.</summary>
    /// <param name="column">An expression that gives the person's id; never a person's text.</param>
    public static string PersonChose(string column, Option<bool> option, bool value) => value == option.Default
        ? throw new ArgumentException($"{value} is the default of {option.Key}; defaults are not stored.", nameof(value))
        : $"EXISTS (SELECT 1 FROM option_values o WHERE o.scope = {(int)OptionScope.Person} AND o.owner = {column} AND o.key = '{option.Key}' AND o.value = '{option.Write(value)}')";
}
