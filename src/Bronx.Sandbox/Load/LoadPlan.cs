namespace Bronx.Sandbox.Load;

/// <summary>What a load run does. <see cref="LoadDriver.Start"/> checks every value and names the one that is wrong.</summary>
public sealed record LoadPlan
{
    internal const double HighestRate = 10_000;
    internal const int HighestCount = 10_000_000;

    /// <summary>What people do: write messages, use a slash command, or press buttons.</summary>
    public required LoadKind Kind { get; init; }

    /// <summary>
    /// The text of the messages (<c>.ping</c>), or the slash command with its subcommands (<c>setup server</c>). For buttons it is the slash
    /// command whose answer carries them; each place uses it once before the run begins.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>Values of the slash command's options by name, as text.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>The button to press, by custom id or label; null presses the first one that can be pressed.</summary>
    public string? Button { get; init; }

    /// <summary>Actions per second, above 0, at most 10,000. Default 200.</summary>
    public double Rate { get; init; } = 200;

    /// <summary>Actions in all, 1 to 10,000,000. Default 1000.</summary>
    public int Count { get; init; } = 1000;

    /// <summary>
    /// In how many servers, 1 or more; the servers beside the demo server are taken first to last, the demo server alone if there are no
    /// others. Default 1.
    /// </summary>
    public int Servers { get; init; } = 1;

    /// <summary>How many different people act in each server, 1 to 1000, as far as it has that many. Default 1.</summary>
    public int People { get; init; } = 1;

    internal void Validate()
    {
        Check(Enum.IsDefined(Kind), "The kind of a load run is message, slash or button.");
        Check(!string.IsNullOrWhiteSpace(Text) && Text.Length <= 2000, "The text of a load run has 1 to 2000 characters, for example ping.");
        Check(Rate is > 0 and <= HighestRate, $"The rate of a load run is above 0 and at most {HighestRate:0} per second, for example 200.");
        Check(Count is >= 1 and <= HighestCount, $"The count of a load run is 1 to {HighestCount}, for example 1000.");
        Check(Servers is >= 1 and <= 1_000_000, "The servers of a load run are 1 to 1000000, for example 100.");
        Check(People is >= 1 and <= 1000, "The people of a load run are 1 to 1000 in each server, for example 1.");
        Check(Button is null or { Length: >= 1 and <= 100 }, "The button of a load run is named by its label or custom id, 1 to 100 characters.");
        Check(Options.Count <= 25, "A command takes at most 25 options.");
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new SandboxRefusal(otherwise);
        }
    }
}

/// <summary>What the people of a load run do.</summary>
public enum LoadKind
{
    Message,
    Slash,
    Button,
}
