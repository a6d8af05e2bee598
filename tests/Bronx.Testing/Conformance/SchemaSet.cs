using System.Collections.Concurrent;
using System.Text.Json;

namespace Bronx.Testing.Conformance;

/// <summary>The named schemas of a description, each read when it is first needed.</summary>
internal sealed class SchemaSet(JsonElement root)
{
    private const string Prefix = "#/components/schemas/";

    private readonly JsonElement _schemas = root.GetProperty("components").GetProperty("schemas");
    private readonly ConcurrentDictionary<string, Schema> _read = new(StringComparer.Ordinal);

    public Schema Named(string reference) => _read.GetOrAdd(reference, key => key.StartsWith(Prefix, StringComparison.Ordinal)
        ? new Schema(_schemas.GetProperty(key[Prefix.Length..]), this)
        : throw new InvalidOperationException($"The description refers to {key}, which is no schema of it."));
}

/// <summary>A schema by name or in place, resolved on first use: the description's schemas refer to each other in circles.</summary>
internal sealed class SchemaLink
{
    private readonly Lazy<Schema> _target;

    public SchemaLink(SchemaSet set, string reference) => _target = new Lazy<Schema>(() => set.Named(reference));

    public SchemaLink(SchemaSet set, JsonElement source) => _target = new Lazy<Schema>(() => new Schema(source, set));

    public Schema Target => _target.Value;
}
