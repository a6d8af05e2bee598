using Bronx.Features.Settings.Alerts;
using Bronx.Features.Settings.Change;
using Bronx.Features.Settings.Log;
using Bronx.Features.Settings.Transfer;
using Bronx.Features.Settings.View;
using Bronx.Platform;
using Bronx.Platform.Commands.Confirming;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Settings;

internal sealed class SettingsFeature : IFeature
{
    public string Name => "Settings";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton<ChangeTexts>();
        slice.Choices(AlertChoices.Schema).AtStart<ChangeAlerts>();
        Register<ServerSettings>(slice);
        Register<OwnSettings>(slice);
    }

    private static void Register<TWhose>(FeatureRegistration slice)
        where TWhose : IWhose => slice
        .Command<ViewCommand<TWhose>>()
        .Component<ViewSelect<TWhose>>()
        .Command<SetCommand<TWhose>>()
        .Command<ResetCommand<TWhose>>()
        .Component<ConfirmButton<ResetCommand<TWhose>>>()
        .Command<LogCommand<TWhose>>()
        .Component<LogPage<TWhose>>()
        .Command<UndoCommand<TWhose>>()
        .Component<UndoButton<TWhose>>()
        .Command<ExportCommand<TWhose>>()
        .Command<ImportCommand<TWhose>>()
        .Component<ConfirmButton<ImportCommand<TWhose>>>();
}
