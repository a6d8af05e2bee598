using Bronx.Discord.Models;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Confirming;

/// <summary>
/// Calls that wait for a person's "yes". In memory, bounded and for ten minutes: after a restart the question has expired and the
/// command is simply given again. A slice registers <see cref="ConfirmButton{TCommand}"/> beside its command.
/// </summary>
public sealed class Confirmations(TimeProvider clock)
{
    /// <summary>How long a question can be answered.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private const int MostWaiting = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(UserId Person, ulong Event), Waiting> _waiting = [];
    private readonly Queue<(UserId Person, ulong Event)> _order = new();

    /// <summary>Asks. The command runs again when the person agrees, with <see cref="CommandCall.IsConfirmed"/> true for the same subject.</summary>
    /// <param name="subject">What exactly is agreed to ("500"), so that something else needs another yes.</param>
    /// <param name="yes">The button's words, up to 80 characters: what will happen.</param>
    public CommandOutcome Ask(CommandCall call, string subject, Embed question, string yes, ButtonStyle style = ButtonStyle.Primary)
    {
        var key = (call.Caller.Id, call.EventId);
        lock (_gate)
        {
            _waiting[key] = new(call, subject, clock.GetUtcNow() + Lasts);
            _order.Enqueue(key);
            while (_order.Count > MostWaiting)
            {
                _waiting.Remove(_order.Dequeue());
            }
        }

        string Id(string answer) => ComponentId.For(
            ConfirmRoute.Of(call.Command), call.Caller.Id, call.EventId.ToString(System.Globalization.CultureInfo.InvariantCulture), answer);
        return CommandOutcome.Say(Reply.Of(question).With(Component.Row(
            Component.Button(style, Say.Shorten(yes, 80), Id(ConfirmRoute.Yes)),
            Component.Button(ButtonStyle.Secondary, "Cancel", Id(ConfirmRoute.No)))));
    }

    /// <summary>A question, once; null when it has expired or was answered.</summary>
    internal Waiting? Take(UserId person, ulong eventId)
    {
        lock (_gate)
        {
            return _waiting.Remove((person, eventId), out var found) && found.Until > clock.GetUtcNow() ? found : null;
        }
    }

    internal sealed record Waiting(CommandCall Call, string Subject, DateTimeOffset Until);
}
