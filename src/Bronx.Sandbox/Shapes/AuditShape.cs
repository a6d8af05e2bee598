using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Shapes;

/// <summary>Audit entries as Discord sends them.</summary>
internal static class AuditShape
{
    public static JsonObject Of(AuditEntry entry)
    {
        var shape = new JsonObject
        {
            ["id"] = Json.Id(entry.Id),
            ["action_type"] = (int)entry.Action,
            ["user_id"] = Json.Id(entry.Actor.Id),
            ["target_id"] = Json.Id(entry.TargetId),
        };
        if (entry.Changes.Count > 0)
        {
            shape["changes"] = Json.List(entry.Changes, change =>
            {
                var one = new JsonObject { ["key"] = change.Key };
                if (change.Old is not null)
                {
                    one["old_value"] = change.Old.DeepClone();
                }

                if (change.New is not null)
                {
                    one["new_value"] = change.New.DeepClone();
                }

                return one;
            });
        }

        if (entry.Options.Count > 0)
        {
            shape["options"] = new JsonObject(entry.Options.Select(option => KeyValuePair.Create(option.Key, (JsonNode?)option.Value)));
        }

        if (entry.Reason is not null)
        {
            shape["reason"] = entry.Reason;
        }

        return shape;
    }
}
