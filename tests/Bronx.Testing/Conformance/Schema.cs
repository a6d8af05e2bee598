using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bronx.Testing.Conformance;

/// <summary>
/// One schema of the description, read once. It knows the keywords that Discord's description uses and nothing more. Two readings are the
/// description's own quirks: <c>oneOf</c> overlaps freely, so one match is enough; and numbers that are ids or permission bits travel as text.
/// </summary>
internal sealed class Schema
{
    private readonly string[] _types;
    private readonly JsonElement[] _values;
    private readonly string? _format;
    private readonly Regex? _pattern;
    private readonly double? _minimum;
    private readonly double? _maximum;
    private readonly int? _minLength;
    private readonly int? _maxLength;
    private readonly int? _minItems;
    private readonly int? _maxItems;
    private readonly bool _uniqueItems;
    private readonly string[] _required;
    private readonly Dictionary<string, SchemaLink> _properties = new(StringComparer.Ordinal);
    private readonly SchemaLink? _additional;
    private readonly bool _closed;
    private readonly SchemaLink? _items;
    private readonly SchemaLink? _reference;
    private readonly SchemaLink[] _all;
    private readonly SchemaLink[] _any;

    public Schema(JsonElement source, SchemaSet set)
    {
        _reference = source.TryGetProperty("$ref", out var reference) ? new SchemaLink(set, reference.GetString()!) : null;
        _types = source.TryGetProperty("type", out var type) ? type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!] : [];
        _values = source.TryGetProperty("enum", out var values) ? [.. values.EnumerateArray()] : source.TryGetProperty("const", out var constant) ? [constant] : [];
        _format = source.TryGetProperty("format", out var format) ? format.GetString() : null;
        _pattern = source.TryGetProperty("pattern", out var pattern)
            ? new Regex(pattern.GetString()!, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            : null;
        _minimum = Number(source, "minimum");
        _maximum = Number(source, "maximum");
        _minLength = (int?)Number(source, "minLength");
        _maxLength = (int?)Number(source, "maxLength");
        _minItems = (int?)Number(source, "minItems");
        _maxItems = (int?)Number(source, "maxItems");
        _uniqueItems = source.TryGetProperty("uniqueItems", out var unique) && unique.GetBoolean();
        _required = source.TryGetProperty("required", out var required) ? [.. required.EnumerateArray().Select(name => name.GetString()!)] : [];
        if (source.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                _properties[property.Name] = new SchemaLink(set, property.Value);
            }
        }

        if (source.TryGetProperty("additionalProperties", out var additional))
        {
            _closed = additional.ValueKind == JsonValueKind.False;
            _additional = additional.ValueKind == JsonValueKind.Object ? new SchemaLink(set, additional) : null;
        }

        _items = source.TryGetProperty("items", out var items) ? new SchemaLink(set, items) : null;
        _all = Links(source, "allOf", set);
        _any = Links(source, source.TryGetProperty("anyOf", out _) ? "anyOf" : "oneOf", set);
    }

    /// <summary>Whether a body may be left away: nothing in it is required.</summary>
    public bool RequiresNothing => _required.Length == 0 && (_reference?.Target.RequiresNothing ?? true) && Array.TrueForAll(_all, link => link.Target.RequiresNothing)
        && (_any.Length == 0 || Array.Exists(_any, link => link.Target.RequiresNothing));

    /// <summary>Notes everything in a value that does not fit. In requests, properties that nobody declared are noted too: they are typing errors.</summary>
    public void Check(JsonElement value, string at, bool isRequest, List<SchemaProblem> problems)
    {
        CheckParts(value, at, isRequest, problems);
        if (isRequest && value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                if (!Declares(property.Name))
                {
                    problems.Add(new SchemaProblem($"{at}.{property.Name}", "is not a property that Discord knows here"));
                }
            }
        }
    }

    private void CheckParts(JsonElement value, string at, bool isRequest, List<SchemaProblem> problems)
    {
        if (_reference is not null)
        {
            _reference.Target.CheckParts(value, at, isRequest, problems);
        }

        if (_types.Length > 0 && !Array.Exists(_types, type => IsOf(type, value, isRequest)))
        {
            problems.Add(new SchemaProblem(at, $"is {Describe(value)} and must be {string.Join(" or ", _types)}"));
            return;
        }

        if (_values.Length > 0 && !Array.Exists(_values, known => JsonElement.DeepEquals(known, value)))
        {
            problems.Add(new SchemaProblem(at, $"is {Describe(value)} and must be one of {string.Join(", ", _values.Take(12).Select(known => known.GetRawText()))}"));
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(value, at, isRequest, problems);
                break;
            case JsonValueKind.Array:
                CheckArray(value, at, isRequest, problems);
                break;
            case JsonValueKind.String:
                CheckText(value.GetString()!, at, problems);
                break;
            case JsonValueKind.Number:
                CheckNumber(value.GetDouble(), at, problems);
                break;
        }

        foreach (var link in _all)
        {
            link.Target.CheckParts(value, at, isRequest, problems);
        }

        CheckAny(value, at, isRequest, problems);
    }

    private void CheckAny(JsonElement value, string at, bool isRequest, List<SchemaProblem> problems)
    {
        List<SchemaProblem>? best = null;
        foreach (var link in _any)
        {
            List<SchemaProblem> found = [];
            link.Target.Check(value, at, isRequest, found);
            if (found.Count == 0)
            {
                return;
            }

            // The nearest branch tells the reader most; a branch of another kind fails at its tag too.
            best = best is null || Weight(found, at) < Weight(best, at) ? found : best;
        }

        problems.AddRange(best ?? []);
    }

    private static int Weight(List<SchemaProblem> problems, string at) =>
        problems.Sum(problem => problem.At == at ? 100 : problem.At == at + ".type" ? 50 : 1);

    private void CheckObject(JsonElement value, string at, bool isRequest, List<SchemaProblem> problems)
    {
        foreach (var name in _required)
        {
            if (!value.TryGetProperty(name, out _))
            {
                problems.Add(new SchemaProblem($"{at}.{name}", "is required and missing"));
            }
        }

        foreach (var property in value.EnumerateObject())
        {
            if (_properties.TryGetValue(property.Name, out var known))
            {
                known.Target.Check(property.Value, $"{at}.{property.Name}", isRequest, problems);
            }
            else if (_additional is not null)
            {
                _additional.Target.Check(property.Value, $"{at}.{property.Name}", isRequest, problems);
            }
            else if (_closed)
            {
                problems.Add(new SchemaProblem($"{at}.{property.Name}", "is not allowed"));
            }
        }
    }

    private void CheckArray(JsonElement value, string at, bool isRequest, List<SchemaProblem> problems)
    {
        var count = value.GetArrayLength();
        if (count < _minItems || count > _maxItems)
        {
            problems.Add(new SchemaProblem(at, $"has {count} items, allowed are {_minItems ?? 0} to {_maxItems?.ToString(CultureInfo.InvariantCulture) ?? "any number"}"));
        }

        if (_uniqueItems && value.EnumerateArray().Select(item => item.GetRawText()).Distinct(StringComparer.Ordinal).Count() < count)
        {
            problems.Add(new SchemaProblem(at, "has an item twice"));
        }

        if (_items is not null)
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
            {
                _items.Target.Check(item, $"{at}[{index}]", isRequest, problems);
            }
        }
    }

    private void CheckText(string text, string at, List<SchemaProblem> problems)
    {
        // JSON Schema counts code points, Discord too.
        var length = text.EnumerateRunes().Count();
        if (length < _minLength || length > _maxLength)
        {
            problems.Add(new SchemaProblem(at, $"has {length} characters, allowed are {_minLength ?? 0} to {_maxLength?.ToString(CultureInfo.InvariantCulture) ?? "any number"}"));
        }

        if (_pattern is not null && !_pattern.IsMatch(text))
        {
            problems.Add(new SchemaProblem(at, $"\"{Shorten(text)}\" does not match {_pattern}"));
        }

        var fits = _format switch
        {
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            "snowflake" => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        if (!fits)
        {
            problems.Add(new SchemaProblem(at, $"\"{Shorten(text)}\" is no {_format}"));
        }
    }

    private void CheckNumber(double number, string at, List<SchemaProblem> problems)
    {
        var (low, high) = _format == "int32" ? (int.MinValue, int.MaxValue) : (double.MinValue, double.MaxValue);
        low = Math.Max(low, _minimum ?? low);
        high = Math.Min(high, _maximum ?? high);
        if (number < low || number > high)
        {
            problems.Add(new SchemaProblem(at, $"is {number.ToString(CultureInfo.InvariantCulture)}, allowed is {low} to {high}"));
        }
    }

    private bool Declares(string name)
    {
        if (_properties.ContainsKey(name) || _additional is not null || _closed)
        {
            return true;
        }

        var open = _properties.Count == 0 && _reference is null && _all.Length == 0 && _any.Length == 0;
        return open || (_reference?.Target.Declares(name) ?? false) || Array.Exists(_all, link => link.Target.Declares(name))
            || Array.Exists(_any, link => !link.Target.IsOnlyNull && link.Target.Declares(name));
    }

    private bool IsOnlyNull => _types is ["null"];

    private bool IsOf(string type, JsonElement value, bool isRequest) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String || (isRequest && _format == "snowflake" && value.ValueKind == JsonValueKind.Number),
        "integer" => (value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()))
            || (isRequest && value.ValueKind == JsonValueKind.String && ulong.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out _)),
        _ => true,
    };

    private static double? Number(JsonElement source, string name) => source.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static SchemaLink[] Links(JsonElement source, string name, SchemaSet set) =>
        source.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => new SchemaLink(set, item))] : [];

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Null => "null",
        _ => Shorten(value.GetRawText()),
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}

/// <summary>What does not fit, and where.</summary>
internal readonly record struct SchemaProblem(string At, string Problem);
