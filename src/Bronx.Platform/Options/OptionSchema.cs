namespace Bronx.Platform.Options;

/// <summary>The options of one slice for servers or for persons. Declared once; a form, a command and a wizard step follow from it.</summary>
/// <param name="Name">Lower-case letters and dashes: "welcome". Every key begins with it.</param>
/// <param name="Version">Goes up when stored values have to be read in another way; then <see cref="Upgrade"/> says how.</param>
/// <param name="Title">A form's heading.</param>
/// <param name="About">One sentence under the heading.</param>
/// <param name="Options">In the order in which a form shows them.</param>
public sealed record OptionSchema(string Name, OptionScope Scope, int Version, string Title, string About, IReadOnlyList<Option> Options)
{
    /// <summary>What is wrong with values that fit each other badly ("the least bet is above the highest"), in words; null when nothing is.</summary>
    public Func<OptionValues, string?> Check { get; init; } = static _ => null;

    /// <summary>Stored values of an older version as this version writes them; keys that are left out are forgotten.</summary>
    public Func<int, IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> Upgrade { get; init; } = static (_, values) => values;
}
