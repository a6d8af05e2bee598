using Bronx.Discord.Models;
using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>Which edits replace each other: those of one message.</summary>
internal readonly record struct EditKey(ulong Resource, string? Token);

/// <summary>One call on its way. Touched by the queue's loop alone once it was handed over.</summary>
internal sealed class ApiRequest(Route route, RequestPriority priority)
{
    public Route Route { get; set; } = route;

    /// <summary>Set when its bucket changes while it waits.</summary>
    public Ageing? Ageing { get; init; }

    public RequestPriority Priority { get; set; } = priority;

    /// <summary>Makes the JSON to send when the request leaves; null for none.</summary>
    public Func<ApiRequest, byte[]>? Body { get; init; }

    /// <summary>Sent beside the body, which then is a part of a form; null or empty for none.</summary>
    public IReadOnlyList<FileDraft>? Files { get; set; }

    /// <summary>Set for edits that conflate; then the body is made of <see cref="Draft"/>.</summary>
    public EditKey? Edit { get; init; }

    public MessageDraft? Draft { get; set; }

    public string? AuditLogReason { get; init; }

    public List<Waiter> Waiters { get; } = new(1);

    /// <summary>When it was handed over, on the queue's clock.</summary>
    public TimeSpan Queued { get; set; }

    /// <summary>When the last attempt left.</summary>
    public TimeSpan Sent { get; set; }

    /// <summary>Not to be sent before this instant (a retry that backs off).</summary>
    public TimeSpan NotBefore { get; set; }

    /// <summary>Attempts that ended in a fault or a server's error.</summary>
    public int Faults { get; set; }

    /// <summary>Attempts that ended in a 429.</summary>
    public int RateLimitHits { get; set; }

    /// <summary>Where it waits; null while it is on the wire or done.</summary>
    public LinkedListNode<ApiRequest>? Node { get; set; }

    public Bucket? Bucket { get; set; }

    /// <summary>Which it was among those that the global limit counts.</summary>
    public long Number { get; set; }

    public void Succeed(byte[] body) => Waiters.ForEach(waiter => waiter.Succeed(body));

    public void Fail(Exception reason) => Waiters.ForEach(waiter => waiter.Fail(reason));

    /// <summary>Lets another request serve those who wait for this one.</summary>
    public void HandOver(ApiRequest to)
    {
        foreach (var waiter in Waiters)
        {
            waiter.Request = to;
            to.Waiters.Add(waiter);
        }

        Waiters.Clear();
    }

    public void LeaveQueue()
    {
        if (Node is { } node)
        {
            node.List!.Remove(node);
            Node = null;
        }
    }
}
