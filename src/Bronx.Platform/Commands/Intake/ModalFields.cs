using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Intake;

/// <summary>The texts of a submitted modal by their fields' ids, whether the fields stand in labels or in rows.</summary>
internal static class ModalFields
{
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<Component>? components)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        Collect(components ?? [], fields);
        return fields;
    }

    private static void Collect(IReadOnlyList<Component> components, Dictionary<string, string> fields)
    {
        foreach (var component in components)
        {
            if (component.CustomId is { } id)
            {
                fields[id] = component.Value ?? string.Join('\n', component.Values ?? []);
            }

            Collect(component.Components ?? [], fields);
            if (component.Child is { } child)
            {
                Collect([child], fields);
            }
        }
    }
}
