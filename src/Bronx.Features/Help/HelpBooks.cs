using Bronx.Platform.Commands;

namespace Bronx.Features.Help;

/// <summary>Hands everybody the book of the place where they ask: without what their server switched off.</summary>
internal sealed class HelpBooks(CommandRegistry registry, IEnumerable<Gate> gates)
{
    private readonly Gate[] _gates = [.. gates];

    public HelpBook For(Call call) => new(registry, call.IsOwner, command => Array.TrueForAll(_gates, gate => gate.IsOffered(call.Guild, command)));
}
