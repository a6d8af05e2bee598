using System.Globalization;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Settings.Log;

/// <summary>Turns to older changes, or back to the newest.</summary>
internal sealed class LogPage<TWhose>(OptionBook book, ChangeTexts texts) : IComponent
    where TWhose : IWhose
{
    public static ComponentDefinition Definition { get; } = new("settings.log-" + TWhose.Route, LogCommand<TWhose>.Definition.Name);

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        long? before = call.State.Count == 1 && long.TryParse(call.State[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
        return new CommandOutcome.Updated(await new LogTexts<TWhose>(texts, call).PageAsync(book, before, ct));
    }
}
