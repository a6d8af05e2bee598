using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Platform.Options;

/// <summary>What a form offers for an option: the wizard, the settings commands and the dashboard draw from it. Closed.</summary>
public abstract record OptionControl
{
    private OptionControl()
    {
    }

    /// <summary>On or off.</summary>
    public sealed record Toggle : OptionControl;

    /// <summary>A whole number; both bounds included.</summary>
    /// <param name="Unit">Behind the number, in the plural: "messages"; empty for none.</param>
    public sealed record Whole(long Min, long Max, string Unit) : OptionControl;

    /// <summary>An amount of coins; both bounds included.</summary>
    public sealed record Amount(Coins Min, Coins Max) : OptionControl;

    /// <summary>A span of time in whole seconds; both bounds included.</summary>
    public sealed record Span(TimeSpan Min, TimeSpan Max) : OptionControl;

    /// <summary>Free text; empty is allowed when <paramref name="MinLength"/> is 0.</summary>
    /// <param name="Placeholders">Names that may stand in braces; empty when braces mean nothing.</param>
    public sealed record Line(int MinLength, int MaxLength, bool ManyLines, IReadOnlyList<string> Placeholders) : OptionControl;

    /// <summary>One of 2 to 25 values.</summary>
    public sealed record Pick(IReadOnlyList<PickChoice> Choices) : OptionControl;

    /// <summary>One channel or none.</summary>
    /// <param name="BotWrites">The bot is going to write there, so it must be able to.</param>
    public sealed record OneChannel(IReadOnlyList<ChannelType> Types, bool BotWrites) : OptionControl;

    /// <summary>Several channels.</summary>
    public sealed record ManyChannels(int Most, IReadOnlyList<ChannelType> Types) : OptionControl;

    /// <summary>Several roles.</summary>
    /// <param name="BotAssigns">The bot is going to hand them out: hierarchy and dangerous permissions are looked at.</param>
    public sealed record ManyRoles(int Most, bool BotAssigns) : OptionControl;

    /// <summary>A list of words, phrases or addresses, one per line or separated by commas.</summary>
    public sealed record Words(int Most, int MaxLength) : OptionControl;
}

/// <summary>A value and what people read for it.</summary>
public sealed record PickChoice(string Value, string Title, string Help);
