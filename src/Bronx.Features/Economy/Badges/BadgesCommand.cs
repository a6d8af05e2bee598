using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Badges;

/// <summary>The badges somebody has, and those still to be earned.</summary>
internal sealed class BadgesCommand(BadgeBook book) : ICommand
{
    public const string Name = "badges";

    private static readonly Parameter<MemberArgument> Member = Parameters.Member("member", "Whose badges; yours if you name nobody").Optional();

    public static CommandDefinition Definition { get; } = new(Name, "Economy", "Shows your badges, or somebody else's, and how to earn more")
    {
        Aliases = ["badge"],
        Parameters = [Member],
        Examples = [Name],
        Details = "A badge is earned by what you do and stays yours. The signs stand beside your coins in `balance`.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var other = call.TryGet(Member, out var named) && named.User.Id != call.Caller.Id ? named : null;
        return other is { User.Bot: true }
            ? CommandOutcome.Refuse(Refusal.BadArgument, EconomyTexts.NoAccountForBots())
            : CommandOutcome.Say(BadgeTexts.List(other?.Name, await book.OfAsync(other?.User.Id ?? call.Caller.Id, ct)));
    }
}
