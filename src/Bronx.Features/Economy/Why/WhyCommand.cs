using Bronx.Features.Economy.Daily;
using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Why;

/// <summary>Where the caller's coins came from and where they went.</summary>
internal sealed class WhyCommand(WhyBook book) : ICommand
{
    public const string Name = "why";

    private static readonly Parameter<MemberArgument> Member = Parameters.Member("member", "Whose coins; only the bot's owners may name somebody").Optional();

    public static CommandDefinition Definition { get; } = new(Name, "Economy", "Where your coins came from and where they went")
    {
        Aliases = ["history", "statement"],
        Parameters = [Member],
        Examples = [Name],
        Details = "Every movement of your coins, newest first: how many, what for, who was on the other side, when, and where it happened. "
            + "You see your own; the bot's owners see anybody's.",
        EphemeralOnSlash = true,
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.TryGet(Member, out var named) ? named.User.Id : call.Caller.Id;
        return WhyRules.MaySee(call.Caller.Id, call.IsOwner, person)
            ? CommandOutcome.Say(await book.OpenAsync(call.Caller.Id, person, [], call.Spelling(DailyCommand.Name), ct))
            : CommandOutcome.Refuse(Refusal.OwnersOnly, WhyTexts.NotYours(person, call.Spelling(Name)));
    }
}
