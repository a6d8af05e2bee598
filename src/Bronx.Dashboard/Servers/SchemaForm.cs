using Bronx.Platform.Options;
using Microsoft.AspNetCore.Http;

namespace Bronx.Dashboard.Servers;

/// <summary>What a form of one schema sent: the texts of its fields, and which of them somebody changed.</summary>
internal sealed class SchemaForm
{
    private readonly Dictionary<string, string> _texts;
    private readonly Dictionary<string, string> _before;

    private SchemaForm(OptionSchema schema, Dictionary<string, string> texts, Dictionary<string, string> before)
    {
        Schema = schema;
        _texts = texts;
        _before = before;
    }

    public OptionSchema Schema { get; }

    public static SchemaForm Read(OptionSchema schema, IFormCollection form)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in schema.Options)
        {
            // A field that was not shown is not changed.
            if (form[OptionField.Before + option.Key] is not [{ } was])
            {
                continue;
            }

            before[option.Key] = was;
            texts[option.Key] = option.Control switch
            {
                OptionControl.Toggle => form.ContainsKey(option.Key) ? "on" : "off",
                OptionControl.ManyChannels or OptionControl.ManyRoles => string.Join(',', form[option.Key].OfType<string>()),
                _ => form[option.Key] is [{ } text] ? text : was,
            };
        }

        return new SchemaForm(schema, texts, before);
    }

    /// <summary>What a field shows: what was typed, else what counts.</summary>
    public string TextOf(Option option, OptionValues values) => _texts.GetValueOrDefault(option.Key, values.TextOf(option));

    /// <summary>
    /// What the person changed on their page, in stored forms. Fields that they left alone stay as they are now, even if somebody else
    /// has changed them meanwhile.
    /// </summary>
    /// <param name="problems">By key, in words; filled where a text is no value.</param>
    public Dictionary<string, string?> Changes(Dictionary<string, string> problems)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var option in Schema.Options)
        {
            if (!_texts.TryGetValue(option.Key, out var text) || text == _before[option.Key])
            {
                continue;
            }

            if (!option.TryNormalize(text, out var stored, out var problem))
            {
                problems[option.Key] = problem!;
            }
            else if (stored != _before[option.Key])
            {
                changes[option.Key] = stored;
            }
        }

        return changes;
    }
}
