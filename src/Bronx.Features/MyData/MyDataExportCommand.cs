using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.People;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.MyData;

/// <summary>
/// A person's copy of everything that is stored about them, for their eyes only: by slash command where they are, by message in
/// their direct messages. It takes no argument, so nobody can ask for somebody else's.
/// </summary>
internal sealed class MyDataExportCommand(IEnumerable<IPersonalData> slices, SendPrivately send, TimeProvider clock) : ICommand
{
    public const string Name = "mydata export";

    public static CommandDefinition Definition { get; } = new(Name, "General", "Sends you a copy of everything stored about you")
    {
        Aliases = ["mydata", "data export"],
        Examples = [Name],
        Details = "A file that you can read and programs too. Only you get it: by slash command it is shown to you alone, otherwise it comes by direct message.",
        NeedsTerms = false,
        EphemeralOnSlash = true,
        Cooldown = new(TimeSpan.FromMinutes(1)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Caller.Id;
        var document = await PersonalDocument.MakeAsync(person, slices, clock, PersonalDocument.Limit, ct);
        var copy = MyDataTexts.Copy(new FileDraft($"my-data-{person}.json", document.Content), document);
        if (call.Form != CommandForm.Prefix || call.Guild is null)
        {
            return CommandOutcome.Say(copy.ForCallerOnly());
        }

        return await send(person, call.EventId, copy, ct)
            ? CommandOutcome.Say(MyDataTexts.SentPrivately())
            : CommandOutcome.Refuse(Refusal.RuleOfTheGame, MyDataTexts.DirectMessagesClosed());
    }
}
