using Bronx.Features.Terms.Buttons;
using Bronx.Features.Terms.Owner;
using Bronx.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Terms;

internal sealed class TermsFeature : IFeature
{
    public string Name => "Terms";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton(TermsCatalogue.Published());
        slice.Services.AddSingleton<TermsStore>();
        slice.Services.AddSingleton<AcceptedPeople>();
        slice.Services.AddSingleton<PromptPace>();
        slice.Services.AddSingleton<TermsSigning>();
        slice.Services.AddSingleton<TermsButtons>();
        slice.Services.AddSingleton<OpenPrompts>();
        slice.Services.AddSingleton<ClosePrompt>(provider => provider.GetRequiredService<OpenPrompts>().CloseAsync);

        slice.Migrations(TermsMigrations.All)
            .PersonalData<TermsPersonalData>()
            .Gate<TermsGate>()
            .Command<TosCommand>()
            .Command<TosInfoCommand>()
            .Command<TermsStatusCommand>()
            .Command<TermsNumbersCommand>()
            .Command<TermsAnnounceCommand>()
            .Component<ReadTermsButton>()
            .Component<TurnTermsPage>()
            .Component<AcceptTermsButton>()
            .Component<SignTermsForm>()
            .Component<DeclineTermsButton>();
    }
}
