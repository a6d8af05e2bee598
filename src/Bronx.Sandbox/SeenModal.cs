using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bronx.Sandbox;

/// <summary>A form that the bot opened for a person.</summary>
/// <param name="InteractionId">The interaction that opened it.</param>
/// <param name="CustomId">The form's id.</param>
/// <param name="Title">What stands on top.</param>
/// <param name="Fields">The fields by custom id, with their labels, in order.</param>
/// <param name="Json">The whole form in Discord's shape.</param>
public sealed record SeenModal(Snowflake InteractionId, string CustomId, string Title, IReadOnlyList<SeenModalField> Fields, JsonElement Json)
{
    internal static SeenModal Of(Snowflake interaction, JsonObject modal)
    {
        List<SeenModalField> fields = [];
        foreach (var row in modal["components"]!.AsArray().OfType<JsonObject>())
        {
            if (row["component"] is JsonObject labelled)
            {
                fields.Add(new SeenModalField((string)labelled["custom_id"]!, (string?)row["label"] ?? "", (int)labelled["type"]!));
            }

            fields.AddRange((row["components"] as JsonArray ?? []).OfType<JsonObject>()
                .Select(input => new SeenModalField((string)input["custom_id"]!, (string?)input["label"] ?? "", (int)input["type"]!)));
        }

        return new SeenModal(interaction, (string)modal["custom_id"]!, (string)modal["title"]!, fields, JsonSerializer.SerializeToElement(modal));
    }
}

/// <summary>One field of a form; type 4 is a text, the others are choices.</summary>
public sealed record SeenModalField(string CustomId, string Label, int Type);
