using System.Globalization;
using System.Text.Json;

namespace Bronx.Sandbox.Forms;

/// <summary>
/// One JSON object of a request, read field by field. A field that does not fit is noted under its path and reads as absent, so one
/// answer names every fault.
/// </summary>
internal sealed class Form
{
    private readonly JsonElement _element;
    private readonly FormErrors _errors;
    private readonly string[] _path;

    private Form(JsonElement element, FormErrors errors, string[] path)
    {
        _element = element;
        _errors = errors;
        _path = path;
    }

    public FormErrors Errors => _errors;

    public JsonElement Element => _element;

    /// <summary>Begins a form; a body that is no object is refused at once.</summary>
    public static Form Of(JsonElement element, FormErrors? errors = null, params string[] path)
    {
        errors ??= new FormErrors();
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
            errors.ThrowIfAny();
        }

        return new Form(element, errors, path);
    }

    public bool Has(string name) => _element.TryGetProperty(name, out _);

    public bool IsNull(string name) => _element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;

    /// <summary>Whether the field is there and holds something.</summary>
    public bool Holds(string name) => _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public JsonElement? Raw(string name) => Holds(name) ? _element.GetProperty(name) : null;

    public void Fail(string name, string code, string message) => _errors.Add([.. _path, name], code, message);

    public void Fail(string code, string message) => _errors.Add(_path, code, message);

    public void Require(string name)
    {
        if (!Holds(name))
        {
            Fail(name, "BASE_TYPE_REQUIRED", "This field is required");
        }
    }

    /// <summary>A text with its length in UTF-16 units, as a bot would count it.</summary>
    public string? Text(string name, int min = 0, int max = int.MaxValue, bool required = false)
    {
        if (!Holds(name))
        {
            if (required)
            {
                Require(name);
            }

            return null;
        }

        var value = _element.GetProperty(name);
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        if (text is null)
        {
            Fail(name, "STRING_TYPE_CONVERT", "Could not interpret value as string.");
            return null;
        }

        if (text.Length < min || text.Length > max)
        {
            Fail(name, LengthCode(text, min, max), LengthMessage(text, min, max));
            return null;
        }

        return text;
    }

    public bool? Flag(string name)
    {
        if (Raw(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Fail(name, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
        return null;
    }

    public long? Whole(string name, long min = long.MinValue, long max = long.MaxValue, bool required = false)
    {
        if (Raw(name) is not { } value)
        {
            if (required)
            {
                Require(name);
            }

            return null;
        }

        if (!TryWhole(value, out var number))
        {
            Fail(name, "NUMBER_TYPE_COERCE", $"Value \"{Shorten(value)}\" is not int.");
            return null;
        }

        if (number < min)
        {
            Fail(name, "NUMBER_TYPE_MIN", $"int value should be greater than or equal to {min}.");
            return null;
        }

        if (number > max)
        {
            Fail(name, "NUMBER_TYPE_MAX", $"int value should be less than or equal to {max}.");
            return null;
        }

        return number;
    }

    /// <summary>An enumeration by number.</summary>
    public int? Choice(string name, IReadOnlyCollection<int> choices, bool required = false)
    {
        if (Whole(name, required: required) is not { } number)
        {
            return null;
        }

        if (!choices.Contains((int)number))
        {
            Fail(name, "BASE_TYPE_CHOICES", $"Value must be one of {{{string.Join(", ", choices)}}}.");
            return null;
        }

        return (int)number;
    }

    public double? Number(string name)
    {
        if (Raw(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.GetDouble();
        }

        Fail(name, "NUMBER_TYPE_COERCE", $"Value \"{Shorten(value)}\" is not float.");
        return null;
    }

    public Snowflake? Id(string name, bool required = false)
    {
        if (Raw(name) is not { } value)
        {
            if (required)
            {
                Require(name);
            }

            return null;
        }

        if (TryId(value, out var id))
        {
            return id;
        }

        Fail(name, "NUMBER_TYPE_COERCE", $"Value \"{Shorten(value)}\" is not snowflake.");
        return null;
    }

    /// <summary>Permission bits: a decimal string, or a number.</summary>
    public ulong? Bits(string name)
    {
        if (Raw(name) is not { } value)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
        {
            return bits;
        }

        Fail(name, "NUMBER_TYPE_COERCE", $"Value \"{Shorten(value)}\" is not int.");
        return null;
    }

    public DateTimeOffset? Instant(string name)
    {
        if (Raw(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
        {
            return instant;
        }

        Fail(name, "DATE_TIME_TYPE_PARSE", $"Could not parse {Shorten(value)}. Should be ISO8601.");
        return null;
    }

    public Form? Object(string name)
    {
        if (Raw(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new Form(value, _errors, [.. _path, name]);
        }

        Fail(name, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
        return null;
    }

    /// <summary>A list of objects; each item's path carries its index.</summary>
    public IReadOnlyList<Form>? Objects(string name, int min = 0, int max = int.MaxValue)
    {
        if (List(name, min, max) is not { } list)
        {
            return null;
        }

        List<Form> forms = [];
        foreach (var (index, item) in list.Index())
        {
            string[] path = [.. _path, name, index.ToString(CultureInfo.InvariantCulture)];
            if (item.ValueKind == JsonValueKind.Object)
            {
                forms.Add(new Form(item, _errors, path));
            }
            else
            {
                _errors.Add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
            }
        }

        return forms;
    }

    public IReadOnlyList<Snowflake>? Ids(string name, int max = int.MaxValue)
    {
        if (List(name, 0, max) is not { } list)
        {
            return null;
        }

        List<Snowflake> ids = [];
        foreach (var (index, item) in list.Index())
        {
            if (TryId(item, out var id))
            {
                ids.Add(id);
            }
            else
            {
                _errors.Add([.. _path, name, index.ToString(CultureInfo.InvariantCulture)], "NUMBER_TYPE_COERCE", $"Value \"{Shorten(item)}\" is not snowflake.");
            }
        }

        return ids;
    }

    public IReadOnlyList<string>? Texts(string name, int max = int.MaxValue)
    {
        if (List(name, 0, max) is not { } list)
        {
            return null;
        }

        if (list.Any(item => item.ValueKind != JsonValueKind.String))
        {
            Fail(name, "STRING_TYPE_CONVERT", "Could not interpret value as string.");
            return null;
        }

        return [.. list.Select(item => item.GetString()!)];
    }

    public IReadOnlyList<JsonElement>? List(string name, int min = 0, int max = int.MaxValue)
    {
        if (Raw(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Fail(name, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
            return null;
        }

        var count = value.GetArrayLength();
        if (count < min || count > max)
        {
            Fail(name, "BASE_TYPE_BAD_LENGTH", $"Must be between {min} and {max} in length.");
            return null;
        }

        return [.. value.EnumerateArray()];
    }

    private static bool TryId(JsonElement value, out Snowflake id)
    {
        id = default;
        return value.ValueKind switch
        {
            JsonValueKind.String => Snowflake.TryParse(value.GetString(), out id),
            JsonValueKind.Number => Snowflake.TryParse(value.GetRawText(), out id),
            _ => false,
        };
    }

    private static bool TryWhole(JsonElement value, out long number)
    {
        number = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out number),
            JsonValueKind.String => long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }

    private static string LengthCode(string text, int min, int max) =>
        text.Length == 0 ? "BASE_TYPE_REQUIRED" : min > 0 && max < int.MaxValue ? "BASE_TYPE_BAD_LENGTH" : text.Length > max ? "BASE_TYPE_MAX_LENGTH" : "BASE_TYPE_MIN_LENGTH";

    private static string LengthMessage(string text, int min, int max)
    {
        if (text.Length == 0)
        {
            return "This field is required";
        }

        return min > 0 && max < int.MaxValue ? $"Must be between {min} and {max} in length."
            : text.Length > max ? $"Must be {max} or fewer in length." : $"Must be {min} or more in length.";
    }

    private static string Shorten(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= 40 ? text : text[..40];
    }
}
