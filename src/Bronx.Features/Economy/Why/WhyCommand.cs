using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Why;

/// <summary>Where the caller's coins came from and where they went.</summary>
internal sealed class WhyCommand(WhyBook book) : ICommand
{
    public const string Name = "why";

    public static CommandDefinition Definition { get; } = new(Name, "Economy", "Where your coins came from and where they went")
    {
        Aliases = ["history", "statement"],
        Examples = [Name],
        Details = "Every movement of your coins, newest first: how many, what for, who was on the other side, when, and where it happened.",
        EphemeralOnSlash = true,
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        CommandOutcome.Say(await book.OpenAsync(call.Caller.Id, [], ct));
}
