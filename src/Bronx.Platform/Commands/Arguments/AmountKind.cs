using Bronx.Discord.Models;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Arguments;

internal sealed class AmountKind : ArgumentKind<AmountExpression>
{
    public override string Example => "1.5k";

    public override ApplicationCommandOption Decorate(ApplicationCommandOption option) => option with { MinLength = 1, MaxLength = 40 };

    public override ValueTask<Argument<AmountExpression>> ReadAsync(string text, ArgumentScene scene, CancellationToken ct)
    {
        var parse = AmountExpression.Parse(text);
        return ValueTask.FromResult(parse.Ok ? parse.Amount : Argument<AmountExpression>.Wrong($"{parse.Problem}; write it as {AmountExpression.Examples}"));
    }

    public override string? ProblemOfExample(string text) => AmountExpression.Parse(text).Problem;
}
