using Bronx.Discord.Models;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Pipeline;

/// <summary>What the pipeline and the intake say themselves.</summary>
internal static class PipelineTexts
{
    public static Reply Failed(string errorId) => Reply.Of(Look.Fault(errorId)).ForCallerOnly();

    public static Reply NotYours(UserId owner, CallScene scene) =>
        Reply.Of(Look.Refusal($"This belongs to {Say.User(owner)}. With `{Spelling(scene)}` you get your own."));

    public static Reply Expired { get; } =
        Reply.Of(Look.Refusal("This has expired. Please run the command again for a fresh one.")).ForCallerOnly();

    public static Reply SlashGone { get; } =
        Reply.Of(Look.Refusal("I no longer have this command. Your list of commands will follow in a moment; please type `/` again.")).ForCallerOnly();

    public static Reply Busy { get; } =
        Reply.Of(Look.Refusal("One moment: your earlier commands are still running. Please try again when they are done.")).ForCallerOnly();

    public static Reply Overloaded { get; } =
        Reply.Of(Look.Refusal("There is a lot going on right now. Please try again in a minute.")).ForCallerOnly();

    public static Reply DidYouMean(string spelling) => Reply.Of(Look.Note($"I do not know that one. Did you mean `{spelling}`?"));

    public static Reply PickFromGroup(string prefix, IReadOnlyList<CommandDefinition> members)
    {
        var lines = members.Select(command => $"`{prefix}{command.Name}` · {command.Summary}");
        return Reply.Of(Look.Refusal("That one has several parts. Please choose:\n" + string.Join('\n', lines)));
    }

    public static Reply Hello(string prefix) => Reply.Of(Look.Note($"Hello! My commands begin with `{prefix}` or `/`. `{prefix}help` lists them."));

    private static string Spelling(CallScene scene) => "/" + scene.Command.Name;
}
