using Bronx.Discord.Models;

namespace Bronx.Discord.RequestQueue;

/// <summary>The edits on their way, by message: a newer one takes the place of one that waits, so an animation sheds frames.</summary>
internal sealed class Edits(QueueMeter meter)
{
    private readonly Dictionary<EditKey, ApiRequest> _latest = [];

    public void Forget(ApiRequest request)
    {
        if (request.Edit is { } key && _latest.TryGetValue(key, out var known) && known == request)
        {
            _latest.Remove(key);
        }
    }

    /// <summary>
    /// Notes a new edit. Gives the one that waits already and serves both from now on, at its turn and at the higher of both priorities;
    /// null when the new one has to line up itself.
    /// </summary>
    public ApiRequest? Fold(ApiRequest newer)
    {
        if (newer.Edit is not { } key)
        {
            return null;
        }

        if (_latest.TryGetValue(key, out var earlier))
        {
            if (earlier.Node is not null)
            {
                meter.Conflated(earlier.Route.Template);
                earlier.Draft = Merge(earlier.Draft!, newer.Draft!);
                newer.HandOver(earlier);
                return earlier;
            }

            // The earlier frame is on the wire; this one must not overtake it through another bucket.
            newer.Route = newer.Route with { Variant = earlier.Route.Variant };
        }

        _latest[key] = newer;
        return null;
    }

    /// <summary>Whether a newer frame waits already; it then serves the callers of this one, which has to be sent again, too.</summary>
    public bool IsServedByNewer(ApiRequest again)
    {
        if (again.Edit is not { } key || !_latest.TryGetValue(key, out var newer) || newer == again || newer.Node is null)
        {
            return false;
        }

        newer.Draft = Merge(again.Draft!, newer.Draft!);
        newer.NotBefore = again.NotBefore > newer.NotBefore ? again.NotBefore : newer.NotBefore;
        again.HandOver(newer);
        return true;
    }

    /// <summary>What both edits would have left behind: the newer's fields, and the older's where the newer leaves a field as it is.</summary>
    private static MessageDraft Merge(MessageDraft older, MessageDraft newer) => newer with
    {
        Content = newer.Content ?? older.Content,
        Embeds = newer.Embeds ?? older.Embeds,
        Components = newer.Components ?? older.Components,
        Flags = newer.Flags ?? older.Flags,
        Files = newer.Files ?? older.Files,
    };
}
