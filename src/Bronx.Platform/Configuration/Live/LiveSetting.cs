using System.Globalization;

namespace Bronx.Platform.Configuration.Live;

/// <summary>A setting that an owner changes while the bot runs; it counts at once and is kept. A whole number within bounds.</summary>
/// <param name="Key">Lower case with dots and dashes, as owners type it: "alerts.memory".</param>
/// <param name="Meaning">One sentence for the owner.</param>
/// <param name="Unit">Shown after the value: "ms", "%"; empty for a plain number.</param>
public sealed record LiveSetting(string Key, string Meaning, string Unit, long Default, long Min, long Max)
{
    /// <summary>True when the value is a channel's id, typed as a mention or a number; 0 is none.</summary>
    public bool IsChannel { get; init; }

    /// <summary>Reads what an owner typed; returns what is wrong with it, or null.</summary>
    public string? Read(string text, out long value)
    {
        var digits = text.Trim();
        if (IsChannel)
        {
            digits = digits is "none" or "off" ? "0" : digits.StartsWith("<#", StringComparison.Ordinal) && digits.EndsWith('>') ? digits[2..^1] : digits;
        }
        else if (Unit.Length > 0 && digits.EndsWith(Unit, StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[..^Unit.Length].TrimEnd();
        }

        return !long.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value) || value < Min || value > Max
            ? IsChannel ? "is no channel; name one like #alerts, or none" : string.Create(CultureInfo.InvariantCulture, $"has to be a whole number from {Min:#,0} to {Max:#,0}{(Unit.Length > 0 ? " " + Unit : "")}")
            : null;
    }

    /// <summary>A value as people see it.</summary>
    public string Show(long value) =>
        IsChannel ? value == 0 ? "none" : $"<#{value}>" : string.Create(CultureInfo.InvariantCulture, $"{value:#,0}{(Unit.Length > 0 ? " " + Unit : "")}");
}
