namespace Bronx.Platform.Text;

/// <summary>Either an amount, or what is wrong with the text, in words that finish "… : " and need no capital.</summary>
public readonly record struct AmountParse
{
    private AmountParse(AmountExpression amount, string? problem)
    {
        Amount = amount;
        Problem = problem;
    }

    /// <summary>Whether the text was an amount.</summary>
    public bool Ok => Problem is null;

    /// <summary>The amount; meaningful only when <see cref="Ok"/>.</summary>
    public AmountExpression Amount { get; }

    /// <summary>What is wrong; null when <see cref="Ok"/>.</summary>
    public string? Problem { get; }

    internal static AmountParse Right(AmountExpression amount) => new(amount, null);

    internal static AmountParse Wrong(string problem) => new(default, problem);
}
