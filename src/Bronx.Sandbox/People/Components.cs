using System.Text.Json.Nodes;

namespace Bronx.Sandbox.People;

/// <summary>Walks the component tree of a message.</summary>
internal static class Components
{
    /// <summary>Every button and select, in the order they are shown.</summary>
    public static IEnumerable<JsonObject> Controls(JsonArray components)
    {
        foreach (var component in components.OfType<JsonObject>())
        {
            if ((int)component["type"]! is 2 or 3 or 5 or 6 or 7 or 8)
            {
                yield return component;
            }

            var inner = component["components"] is JsonArray children ? Controls(children) : [];
            if (component["accessory"] is JsonObject accessory)
            {
                inner = inner.Concat(Controls([accessory.DeepClone()]));
            }

            foreach (var control in inner)
            {
                yield return control;
            }
        }
    }

    public static JsonObject? Find(JsonArray components, string customId) =>
        Controls(components).FirstOrDefault(control => (string?)control["custom_id"] == customId);
}
