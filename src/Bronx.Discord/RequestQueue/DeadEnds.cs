using System.Net;
using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>
/// What asking again would only get refused: webhooks that were deleted, tokens that are no longer valid, and for a while new direct
/// conversations when Discord found them opened too fast. Each such refusal counts towards a ban of the address or brings one nearer.
/// </summary>
internal sealed class DeadEnds
{
    private const int UnknownWebhook = 10015;
    private const int OpeningTooFast = 40003;

    /// <summary>How many are remembered; the first are forgotten first.</summary>
    private const int Most = 1_000;

    /// <summary>Discord tells no number.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private readonly HashSet<MajorParameter> _gone = [];
    private readonly Queue<MajorParameter> _byAge = new();
    private TimeSpan _noConversationsUntil;

    /// <summary>Why a request must not leave; null when it may.</summary>
    public RequestRefusedException? Refusal(Route route, TimeSpan now) =>
        route.Major.Token is not null && _gone.Contains(route.Major) ? Refusals.WebhookGone()
        : route.Template == Routes.OpenDm && now < _noConversationsUntil ? Refusals.TooManyConversations(_noConversationsUntil - now)
        : null;

    /// <summary>Takes account of an answer; true when it closes a way that others may be waiting for.</summary>
    public bool Saw(Route route, Answer answer, TimeSpan now)
    {
        if (answer.Fault is not null || answer.Succeeded || !answer.IsJson)
        {
            return false;
        }

        if (route.Template == Routes.OpenDm)
        {
            var isTooFast = ApiErrors.From(answer, route.Template).Code == OpeningTooFast;
            _noConversationsUntil = isTooFast ? now + Pause : _noConversationsUntil;
            return isTooFast;
        }

        // Under an interaction an unknown webhook may only mean that the first answer has not arrived yet.
        var isGone = route.Major.Token is not null
            && (answer.Status == HttpStatusCode.Unauthorized || (route.Template == Routes.Execute && ApiErrors.From(answer, route.Template).Code == UnknownWebhook));
        if (isGone && _gone.Add(route.Major))
        {
            _byAge.Enqueue(route.Major);
            if (_byAge.Count > Most)
            {
                _gone.Remove(_byAge.Dequeue());
            }
        }

        return isGone;
    }
}
