using Bronx.Discord.Models;

namespace Bronx.Platform.Commands;

/// <summary>One press of a button, choice in a select, or submitted modal.</summary>
public sealed class ComponentCall : Call
{
    internal ComponentCall(CallScene scene, ComponentId id, Message? on, IReadOnlyList<string> values, IReadOnlyDictionary<string, string>? fields)
        : base(scene)
    {
        Id = id;
        On = on;
        Values = values;
        Fields = fields ?? new Dictionary<string, string>(StringComparer.Ordinal);
        FromModal = fields is not null;
    }

    /// <summary>The pressed id, taken apart.</summary>
    public ComponentId Id { get; }

    /// <summary>The message the component sits on; null for a modal opened by a slash command.</summary>
    public Message? On { get; }

    public MessageId? Message => On?.Id;

    /// <summary>What the id carries behind its route.</summary>
    public IReadOnlyList<string> State => Id.State;

    /// <summary>What was chosen in a select.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The texts of a submitted modal, by the fields' ids.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    public bool FromModal { get; }
}
