using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Settings.Log;

/// <summary>Who changed what, when and where.</summary>
internal sealed class LogCommand<TWhose>(OptionBook book, ChangeTexts texts) : ICommand
    where TWhose : IWhose
{
    public static CommandDefinition Definition { get; } = Whose.Define<TWhose>("log", "See who changed what here, and when", "See how your settings changed") with
    {
        Examples = [$"{TWhose.Name} log"],
        Details = $"The last {OptionHistory.Kept} changes are kept.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        CommandOutcome.Say(await new LogTexts<TWhose>(texts, call).PageAsync(book, before: null, ct));
}
