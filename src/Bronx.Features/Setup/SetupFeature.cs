using Bronx.Features.Settings;
using Bronx.Features.Setup.Cards;
using Bronx.Features.Setup.Drafts;
using Bronx.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Setup;

internal sealed class SetupFeature : IFeature
{
    public string Name => "Setup";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton<SetupDraftStore>();
        slice.Services.AddSingleton<SetupSuggestions>();
        slice.Migrations(SetupMigrations.All)
            .Job<SetupDraftJob>()
            .PersonalData<SetupPersonalData>();
        Register<ServerSettings>(slice);
        Register<OwnSettings>(slice);
    }

    private static void Register<TWhose>(FeatureRegistration slice)
        where TWhose : IWhose
    {
        slice.Services.AddSingleton<SetupTable<TWhose>>();
        slice.Services.AddSingleton<SetupCards<TWhose>>();
        slice.Command<SetupCommand<TWhose>>()
            .Component<SetupPress<TWhose>>()
            .Component<SetupSelect<TWhose>>()
            .Component<SetupForm<TWhose>>();
    }
}
