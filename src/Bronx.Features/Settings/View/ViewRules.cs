using Bronx.Platform.Options;

namespace Bronx.Features.Settings.View;

internal static class ViewRules
{
    /// <summary>The schema that a name means: its own, its title, or the key of one of its options.</summary>
    public static OptionSchema? Find(OptionCatalogue catalogue, OptionScope scope, string name)
    {
        name = name.Trim();
        return catalogue.Of(scope).FirstOrDefault(schema =>
                string.Equals(schema.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(schema.Title, name, StringComparison.OrdinalIgnoreCase))
            ?? (catalogue.TryFind(name, scope, out var found, out _) ? found : null);
    }

    public static int Chosen(OptionSchema schema, OptionValues values) => schema.Options.Count(values.IsChosen);
}
