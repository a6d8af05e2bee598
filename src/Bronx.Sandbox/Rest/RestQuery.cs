using System.Globalization;
using Bronx.Sandbox.Forms;
using Microsoft.AspNetCore.Http;

namespace Bronx.Sandbox.Rest;

/// <summary>A request's query, read with the same errors as a form.</summary>
internal sealed class RestQuery(IQueryCollection query)
{
    public bool Has(string name) => query.ContainsKey(name);

    public string? Text(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;

    public bool Flag(string name) => Text(name) switch
    {
        null or "" or "false" or "False" or "0" => false,
        "true" or "True" or "1" => true,
        var other => throw FormErrors.One(name, "BOOLEAN_TYPE_CONVERT", $"Must be either true or false, not {other}."),
    };

    public int Whole(string name, int min, int max, int otherwise)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw FormErrors.One(name, "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not int.");
        }

        if (number < min)
        {
            throw FormErrors.One(name, "NUMBER_TYPE_MIN", $"int value should be greater than or equal to {min}.");
        }

        return number <= max ? number : throw FormErrors.One(name, "NUMBER_TYPE_MAX", $"int value should be less than or equal to {max}.");
    }

    public Snowflake? Id(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // Paging begins at "after=0", so zero is allowed here.
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new Snowflake(value)
            : throw FormErrors.One(name, "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not snowflake.");
    }
}
