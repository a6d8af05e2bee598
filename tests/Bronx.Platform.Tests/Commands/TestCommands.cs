using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Platform.Tests.Commands;

/// <summary>A bet with every usual argument; answers with what it understood.</summary>
internal sealed class BetCommand : ICommand
{
    private static readonly Parameter<AmountExpression> Stake = Parameters.Amount("stake", "How much to bet");
    private static readonly Parameter<string> Side = Parameters.Choice("side", "What you bet on", new Choice<string>("heads", "heads", "h"), new Choice<string>("tails", "tails", "t")).Optional();

    public static CommandDefinition Definition { get; } = new("bet", "Games", "Bet on a coin")
    {
        Aliases = ["b", "wager"],
        Parameters = [Stake, Side],
        Examples = ["bet half heads"],
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        ValueTask.FromResult(CommandOutcome.Say(Reply.Of($"{call.Get(Stake)} on {(call.TryGet(Side, out var side) ? side : "nothing")}")));
}

internal sealed class GreetCommand : ICommand
{
    private static readonly Parameter<MemberArgument> Who = Parameters.Member("who", "Whom to greet");

    public static CommandDefinition Definition { get; } = new("greet", "Games", "Greet somebody") { Parameters = [Who] };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) => ValueTask.FromResult(CommandOutcome.Say(Reply.Of($"hello {call.Get(Who).Name}")));
}

internal sealed class RemindCommand : ICommand
{
    private static readonly Parameter<TimeSpan> After = Parameters.Duration("after", "How long from now", TimeSpan.FromSeconds(10), TimeSpan.FromDays(365));
    private static readonly Parameter<string> What = Parameters.Rest("what", "Of what to remind you", 50);

    public static CommandDefinition Definition { get; } = new("remind", "Tools", "Be reminded") { Parameters = [After, What], Examples = ["remind 2 days water the plants"] };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) => ValueTask.FromResult(CommandOutcome.Say(Reply.Of($"{Say.Span(call.Get(After))}|{call.Get(What)}")));
}

internal sealed class PickCommand : ICommand
{
    private static readonly Parameter<long> Number = Parameters.Integer("number", "A number", 1, 10);
    private static readonly Parameter<Role> Role = Parameters.Role("role", "A role").Optional();
    private static readonly Parameter<Channel> Where = Parameters.Channel("where", "A channel", ChannelType.GuildText).Optional();

    public static CommandDefinition Definition { get; } = new("set pick", "Tools", "Pick things") { Parameters = [Number, Role, Where] };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        call.TryGet(Role, out var role);
        call.TryGet(Where, out var where);
        return ValueTask.FromResult(CommandOutcome.Say(Reply.Of($"{call.Get(Number)} {role?.Name} {where?.Name}")));
    }
}

internal sealed class SetListCommand : ICommand
{
    public static CommandDefinition Definition { get; } = new("set list", "Tools", "List things");

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) => ValueTask.FromResult(CommandOutcome.Say(Reply.Of("list")));
}

/// <summary>Does what a test puts into it.</summary>
internal sealed class ScriptedCommand : ICommand
{
    private int _runs;

    public static CommandDefinition Definition { get; } = new("play", "Games", "Play a game");

    public Func<CommandCall, CancellationToken, ValueTask<CommandOutcome>> Script { get; set; } = (_, _) => ValueTask.FromResult(CommandOutcome.Say(Reply.Of("played")));

    public int Runs => _runs;

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        Interlocked.Increment(ref _runs);
        return Script(call, ct);
    }
}

internal sealed class WorkCommand : ICommand
{
    public static CommandDefinition Definition { get; } = new("work", "Games", "Work") { Cooldown = new(TimeSpan.FromHours(1), KeptOverRestarts: true) };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) => ValueTask.FromResult(CommandOutcome.Say(Reply.Of("worked")));
}

internal sealed class BanCommand : ICommand
{
    public static CommandDefinition Definition { get; } = new("ban", "Order", "Ban somebody") { CallerNeeds = Permissions.BanMembers, BotNeeds = Permissions.BanMembers, ServerOnly = true };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) => ValueTask.FromResult(CommandOutcome.Say(Reply.Of("banned")));
}

internal sealed class OwnerCommand : ICommand
{
    public static CommandDefinition Definition { get; } = new("restart", "Order", "Restart") { OwnerOnly = true };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) => ValueTask.FromResult(CommandOutcome.Say(Reply.Of("restarting")));
}

/// <summary>A button of "play" that does what a test puts into it.</summary>
internal sealed class ScriptedButton : IComponent
{
    public static ComponentDefinition Definition { get; } = new("play.again", "play");

    public Func<ComponentCall, CancellationToken, ValueTask<CommandOutcome>> Script { get; set; } =
        (call, _) => ValueTask.FromResult<CommandOutcome>(new CommandOutcome.Updated(Reply.Of($"pressed {string.Join(',', call.State)} {string.Join(',', call.Fields.Select(field => field.Key + "=" + field.Value))}")));

    public ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct) => Script(call, ct);
}
