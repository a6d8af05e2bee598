namespace Bronx.Platform.Options;

/// <summary>Between stored rows and values, with the upgrades of older schema versions.</summary>
internal sealed class OptionReader(OptionCatalogue catalogue)
{
    public OptionValues Read(OptionScope scope, StoredOptions stored)
    {
        if (stored.Rows.Count == 0)
        {
            return stored.Number == 0 ? OptionValues.Defaults : OptionValues.Of(stored.Number, []);
        }

        List<KeyValuePair<Option, string>> chosen = [];
        foreach (var schema in catalogue.Of(scope))
        {
            foreach (var (key, text) in RowsOf(schema, stored))
            {
                if (catalogue.TryFind(key, scope, out _, out var option) && text != option.DefaultText)
                {
                    chosen.Add(new(option, text));
                }
            }
        }

        return OptionValues.Of(stored.Number, chosen);
    }

    /// <summary>What is to be stored for these values. Rows of slices that this program does not have stay as they are.</summary>
    public IReadOnlyList<OptionRow> Rows(OptionScope scope, OptionValues values, StoredOptions before)
    {
        var schemas = catalogue.Of(scope).ToList();
        return
        [
            .. schemas.SelectMany(schema => schema.Options.Where(values.IsChosen).Select(option => new OptionRow(option.Key, values.TextOf(option), schema.Version))),
            .. before.Rows.Where(row => !schemas.Exists(schema => IsOf(schema, row))),
        ];
    }

    private static IReadOnlyDictionary<string, string> RowsOf(OptionSchema schema, StoredOptions stored)
    {
        var rows = stored.Rows.Where(row => IsOf(schema, row)).ToList();
        IReadOnlyDictionary<string, string> values = rows.ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);
        var oldest = rows.Count == 0 ? schema.Version : rows.Min(row => row.Version);
        return oldest < schema.Version ? schema.Upgrade(oldest, values) : values;
    }

    private static bool IsOf(OptionSchema schema, OptionRow row) => row.Key.StartsWith(schema.Name + ".", StringComparison.Ordinal);
}
