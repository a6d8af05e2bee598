using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Platform.Commands.Pipeline;
using Bronx.Platform.Commands.Replies;

namespace Bronx.Platform.Commands.Intake;

/// <summary>What an event asks for.</summary>
internal abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>A call, for the pipeline.</summary>
    public sealed record Run(PipelineJob Job) : IntakeResult;

    /// <summary>A few words, and no call.</summary>
    public sealed record Hint(UserId Person, ReplyTarget Target, Reply Reply) : IntakeResult;

    /// <summary>Completions for what is being typed: wanted at once or not at all.</summary>
    public sealed record Suggest(Interaction Interaction, InteractionReply.Suggest Answer) : IntakeResult;
}
