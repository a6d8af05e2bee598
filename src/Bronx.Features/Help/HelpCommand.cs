using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.Help;

/// <summary>Lists commands, or explains one.</summary>
internal sealed class HelpCommand(HelpBooks books, SlashRegistration slash) : ICommand
{
    public const string Name = "help";

    private static readonly Parameter<string> Topic = Parameters.CommandName("name", "A command or category to read about").Optional();

    public static CommandDefinition Definition { get; } = new(Name, "General", "See what I can do, or how one command works")
    {
        Aliases = ["h", "commands"],
        Parameters = [Topic],
        Examples = ["help", "help ping"],
        NeedsTerms = false,
        EphemeralOnSlash = true,
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var book = books.For(call);
        var texts = new HelpTexts(call.Prefix, slash);
        return ValueTask.FromResult(call.TryGet(Topic, out var topic) ? Explain(book, texts, topic, call) : CommandOutcome.Say(texts.Page(book, 0, call.Caller.Id)));
    }

    private static CommandOutcome Explain(HelpBook book, HelpTexts texts, string topic, CommandCall call) => book.Find(topic, call.Prefix) switch
    {
        HelpTopic.OneCommand(var command) => CommandOutcome.Say(texts.Command(command, isOff: book.SwitchedOff.Contains(command))),
        HelpTopic.OfGroup(var name, var members) => CommandOutcome.Say(texts.Group(name, members)),
        HelpTopic.OfCategory(var page) => CommandOutcome.Say(texts.Page(book, page, call.Caller.Id)),
        HelpTopic.Nothing(var close) => CommandOutcome.Refuse(Refusal.BadArgument, texts.NotFound(topic, close, call.Form == CommandForm.Prefix)),
        var other => throw new InvalidOperationException($"no answer for {other.GetType().Name}"),
    };
}
