using System.Globalization;
using System.Reflection;
using Bronx.Discord.Models;

namespace Bronx.Platform.Configuration;

/// <summary>One key of the configuration: where it goes, what it takes, what it means.</summary>
public sealed class Setting
{
    private readonly PropertyInfo _property;
    private readonly SettingAttribute _declared;
    private readonly Type _type;

    internal Setting(string section, PropertyInfo property, SettingAttribute declared, object defaults)
    {
        _property = property;
        _declared = declared;
        _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Key = section + ":" + property.Name;
        Default = declared.DefaultIs ?? Show(property.GetValue(defaults));
    }

    /// <summary>Section and name, "Dashboard:Port". As an environment variable: BRONX_Dashboard__Port.</summary>
    public string Key { get; }

    /// <summary>The property's name: the key without its section.</summary>
    public string Name => _property.Name;

    public string Default { get; }

    public string Meaning => _declared.Meaning;

    public string Example => _declared.Example;

    public string? Variable => _declared.Variable;

    public string EnvironmentName => "BRONX_" + Key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>The values it takes, in words.</summary>
    public string Range
    {
        get
        {
            if (_type.IsEnum)
            {
                return string.Join(", ", Enum.GetNames(_type));
            }

            var (kind, unit) = _type switch
            {
                _ when _type == typeof(bool) => ("true or false", ""),
                _ when _type == typeof(TimeSpan) => ("a duration hh:mm:ss", " s"),
                _ when _type == typeof(Uri) => ("an http or https address", ""),
                _ when _type == typeof(IReadOnlyList<Uri>) => ("http or https addresses, separated by commas", ""),
                _ when _type == typeof(string) || _type == typeof(Secret) => ($"text, up to {_declared.MaxLength} characters", ""),
                _ when _type == typeof(IReadOnlyList<UserId>) => ("ids, separated by commas", ""),
                _ => ("a whole number", ""),
            };
            var lower = double.IsNaN(_declared.Min) ? null : Number(_declared.Min) + unit;
            var upper = double.IsNaN(_declared.Max) ? null : Number(_declared.Max) + unit;
            return (lower, upper) switch
            {
                (null, null) => kind,
                (not null, null) => $"{kind}, at least {lower}",
                (null, not null) => $"{kind}, at most {upper}",
                _ => $"{kind}, {lower} to {upper}",
            };
        }
    }

    /// <summary>Reads a text into the options record; returns what is wrong with it, or null.</summary>
    internal string? Apply(object options, string text)
    {
        var (value, problem) = Read(text.Trim());
        if (problem is null)
        {
            _property.SetValue(options, value);
        }

        return problem;
    }

    private (object? Value, string? Problem) Read(string text)
    {
        if (text.Length == 0)
        {
            return (_property.GetValue(Activator.CreateInstance(_property.DeclaringType!)), null);
        }

        if (text.Length > _declared.MaxLength)
        {
            return (null, $"is longer than {_declared.MaxLength} characters");
        }

        if (_type == typeof(string))
        {
            return (text, null);
        }

        if (_type == typeof(Secret))
        {
            return text.Any(char.IsWhiteSpace) || text.Any(char.IsControl) ? (null, "contains spaces or control characters") : (new Secret(text), null);
        }

        if (_type == typeof(bool))
        {
            return bool.TryParse(text, out var flag) ? (flag, null) : (null, "is neither true nor false");
        }

        if (_type == typeof(Uri))
        {
            return ReadAddress(text) is { } address ? (address, null) : (null, "is not an http or https address");
        }

        if (_type == typeof(IReadOnlyList<Uri>))
        {
            var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return parts.FirstOrDefault(part => ReadAddress(part) is null) is { } wrong
                ? (null, $"has a part that is not an http or https address ('{Shorten(wrong)}')")
                : (parts.Select(part => ReadAddress(part)!).ToList(), null);
        }

        if (_type == typeof(IReadOnlyList<UserId>))
        {
            return ReadIds(text);
        }

        if (_type.IsEnum)
        {
            return Enum.TryParse(_type, text, ignoreCase: true, out var pick) && Enum.IsDefined(_type, pick)
                ? (pick, null)
                : (null, "is none of " + string.Join(", ", Enum.GetNames(_type)));
        }

        if (_type == typeof(TimeSpan))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
                ? (span, OutOfRange(span.TotalSeconds))
                : (null, "is not a duration");
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? OutOfRange(number) is { } problem ? (null, problem) : Narrow(number)
            : (null, "is not a whole number");
    }

    private static Uri? ReadAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private (object? Value, string? Problem) Narrow(long number)
    {
        try
        {
            return (Convert.ChangeType(number, _type, CultureInfo.InvariantCulture), null);
        }
        catch (OverflowException)
        {
            return (null, "is out of range");
        }
    }

    private static (object? Value, string? Problem) ReadIds(string text)
    {
        List<UserId> ids = [];
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Snowflake.TryParse(part, out UserId id))
            {
                return (null, $"has a part that is not an id ('{Shorten(part)}')");
            }

            ids.Add(id);
        }

        return (ids, null);
    }

    private string? OutOfRange(double number) => number < _declared.Min || number > _declared.Max ? $"is not {Range}" : null;

    private static string Shorten(string text) => text.Length <= 24 ? text : text[..24] + "…";

    private static string Number(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);

    private static string Show(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        Secret => "none",
        IReadOnlyList<UserId> { Count: 0 } or IReadOnlyList<Uri> { Count: 0 } => "none",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "none",
    };
}
