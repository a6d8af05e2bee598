namespace Bronx.Platform.Configuration;

/// <summary>Declares a property of an options record as a setting: its meaning, and what values it takes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string meaning) : Attribute
{
    /// <summary>One sentence for the guide.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>A valid value, shown when another was refused.</summary>
    public required string Example { get; init; }

    /// <summary>Smallest number, or seconds of a duration.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>Largest number, or seconds of a duration.</summary>
    public double Max { get; init; } = double.NaN;

    /// <summary>Longest text, in characters.</summary>
    public int MaxLength { get; init; } = 2_000;

    /// <summary>A familiar environment variable that sets the same thing (PORT, DISCORD_TOKEN …).</summary>
    public string? Variable { get; init; }

    /// <summary>What to say in the guide where the default is worked out rather than fixed.</summary>
    public string? DefaultIs { get; init; }
}
