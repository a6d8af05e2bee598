namespace Bronx.Platform.Commands;

/// <summary>One of up to 25 choices of a parameter.</summary>
/// <param name="Value">What the command gets.</param>
/// <param name="Name">What people see and write, 1–100 characters.</param>
/// <param name="Spellings">Other ways to write it by prefix, upper and lower case alike.</param>
public sealed record Choice<TPick>(TPick Value, string Name, params IReadOnlyList<string> Spellings);
