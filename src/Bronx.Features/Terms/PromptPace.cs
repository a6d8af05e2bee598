using Bronx.Discord.Models;

namespace Bronx.Features.Terms;

/// <summary>How much a blocked person gets to hear.</summary>
internal enum PromptLength
{
    Whole,
    Pointer,
    Nothing,
}

/// <summary>
/// Keeps the prompt from filling a channel: per person and channel one prompt a minute, then one pointer to it, then silence.
/// </summary>
internal sealed class PromptPace(TimeProvider clock)
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private const int Remembered = 5_000;

    private readonly Lock _gate = new();
    private readonly RecentMap<(UserId, ChannelId), Shown> _shown = new(Remembered);

    public PromptLength Next(UserId user, ChannelId channel)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (!_shown.TryGet((user, channel), out var shown) || now - shown.Since >= Minute)
            {
                _shown.Set((user, channel), new Shown(now, PointerGiven: false));
                return PromptLength.Whole;
            }

            if (shown.PointerGiven)
            {
                return PromptLength.Nothing;
            }

            _shown.Set((user, channel), shown with { PointerGiven = true });
            return PromptLength.Pointer;
        }
    }

    /// <summary>The person decided: a later block deserves the whole prompt again.</summary>
    public void Forget(UserId user, ChannelId channel)
    {
        lock (_gate) { _shown.Remove((user, channel)); }
    }

    private readonly record struct Shown(DateTimeOffset Since, bool PointerGiven);
}
