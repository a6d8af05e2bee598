using Bronx.Discord.Models;
using Bronx.Platform.Commands.Arguments;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands;

/// <summary>The types of arguments. Names: 1–32 lower-case letters, digits, - and _; descriptions: 1–100 characters.</summary>
public static class Parameters
{
    /// <summary>An amount of coins: <c>1500</c>, <c>1.5k</c>, <c>50%</c>, <c>half</c>, <c>all</c>.</summary>
    public static Parameter<AmountExpression> Amount(string name, string description) => new(name, description, new AmountKind());

    /// <summary>One of 1 to 25 choices.</summary>
    public static Parameter<TPick> Choice<TPick>(string name, string description, params IReadOnlyList<Choice<TPick>> choices) =>
        new(name, description, new ChoiceKind<TPick>(choices));

    /// <summary>A person: mention, id, or the beginning of a name.</summary>
    public static Parameter<MemberArgument> Member(string name, string description) => new(name, description, new MemberKind());

    /// <summary>A role of the server: mention, id or name.</summary>
    public static Parameter<Role> Role(string name, string description) => new(name, description, new RoleKind());

    /// <summary>A channel of the server: mention, id or name; of the given types, or of any.</summary>
    public static Parameter<Channel> Channel(string name, string description, params IReadOnlyList<ChannelType> types) =>
        new(name, description, new ChannelKind(types));

    /// <summary>A span of time: <c>90s</c>, <c>1h30m</c>, <c>2 days</c>; within the bounds, both included.</summary>
    public static Parameter<TimeSpan> Duration(string name, string description, TimeSpan min, TimeSpan max) =>
        new(name, description, new DurationKind(min, max));

    /// <summary>A whole number within the bounds, both included.</summary>
    public static Parameter<long> Integer(string name, string description, long min, long max) =>
        new(name, description, new IntegerKind(min, max));

    /// <summary>One word, or several in quotation marks; up to <paramref name="maxLength"/> characters.</summary>
    public static Parameter<string> Word(string name, string description, int maxLength = 100) =>
        new(name, description, new TextKind(maxLength, takesRest: false));

    /// <summary>All the text that is left, as typed; up to <paramref name="maxLength"/> characters. Only as the last parameter.</summary>
    public static Parameter<string> Rest(string name, string description, int maxLength) =>
        new(name, description, new TextKind(maxLength, takesRest: true));

    /// <summary>The name of a command or category: all the text that is left, suggested while typing a slash command.</summary>
    public static Parameter<string> CommandName(string name, string description) => new(name, description, new CommandNameKind());

    /// <summary>The key of an option ("welcome.channel"), or where wanted a schema's name ("welcome"); suggested while typing a slash command.</summary>
    public static Parameter<string> OptionKey(string name, string description, OptionScope scope, bool alsoSchemas) =>
        new(name, description, new OptionKeyKind(scope, alsoSchemas));
}
