using Bronx.Discord.Models;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Arguments;

internal sealed class DurationKind(TimeSpan min, TimeSpan max) : ArgumentKind<TimeSpan>
{
    /// <summary>"1 day 2 hours 3 minutes 4 seconds" and a bit.</summary>
    private const int MostWords = 10;

    public override string Example => min <= TimeSpan.FromMinutes(90) && max >= TimeSpan.FromMinutes(90) ? "1h30m" : DurationText.Write(max);

    public override ApplicationCommandOption Decorate(ApplicationCommandOption option) => option with { MinLength = 1, MaxLength = 60 };

    /// <summary>As many words as make a duration together, so that "2 days" needs no quotation marks.</summary>
    public override int WordsTaken(IReadOnlyList<Word> words, int from, bool isLast)
    {
        for (var count = Math.Min(MostWords, words.Count - from); count > 1; count--)
        {
            var text = string.Join(' ', words.Skip(from).Take(count).Select(word => word.Text));
            if (DurationText.TryParse(text, out _, out _))
            {
                return count;
            }
        }

        return 1;
    }

    public override ValueTask<Argument<TimeSpan>> ReadAsync(string text, ArgumentScene scene, CancellationToken ct) =>
        ValueTask.FromResult(Read(text));

    public override string? ProblemOfExample(string text) => Read(text).Problem;

    private Argument<TimeSpan> Read(string text)
    {
        if (!DurationText.TryParse(text, out var span, out var problem))
        {
            return Argument<TimeSpan>.Wrong($"{problem}; write it as 90s, 1h30m or 2 days");
        }

        if (span < min)
        {
            return Argument<TimeSpan>.Wrong($"it has to be at least {Say.Span(min)}");
        }

        return span > max ? Argument<TimeSpan>.Wrong($"it can be at most {Say.Span(max)}") : span;
    }
}
