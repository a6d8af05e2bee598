using Bronx.Discord.Gateway;
using Bronx.Platform;
using Bronx.Platform.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Welcome;

internal sealed class WelcomeFeature : IFeature
{
    public string Name => "Welcome";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton<WaitingStore>();
        slice.Services.AddSingleton<Greeter>();
        slice.Services.AddSingleton<RoleGiver>();
        slice.Services.AddSingleton<IOptionPreview, WelcomePreview>();

        slice.Migrations(WaitingStore.Migrations)
            .Choices(WelcomeChoices.Arrival)
            .Choices(WelcomeChoices.Departure)
            .Choices(WelcomeChoices.AutoRole)
            .AtStart<WaitingRoom>()
            .PersonalData<WaitingRoom>()
            .Listener<NewcomerListener, MemberJoined>()
            .Listener<NewcomerListener, MemberUpdated>()
            .Listener<NewcomerListener, MemberLeft>()
            .Listener<NewcomerListener, GuildAvailable>()
            .Command<WelcomeTestCommand>();
    }
}
