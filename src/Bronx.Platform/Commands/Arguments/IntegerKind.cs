using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Arguments;

internal sealed class IntegerKind(long min, long max) : ArgumentKind<long>
{
    public override string Example => Math.Clamp(10, min, max).ToString(CultureInfo.InvariantCulture);

    public override CommandOptionType OptionType => CommandOptionType.Integer;

    public override ApplicationCommandOption Decorate(ApplicationCommandOption option) => option with { MinValue = min, MaxValue = max };

    public override ValueTask<Argument<long>> ReadAsync(string text, ArgumentScene scene, CancellationToken ct) =>
        ValueTask.FromResult(TryRead(text, out var value) ? value : Argument<long>.Wrong($"write a whole number from {Say.Number(min)} to {Say.Number(max)}"));

    public override string? ProblemOfExample(string text) => TryRead(text, out _) ? null : $"not from {min} to {max}";

    private bool TryRead(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;
}
