using Bronx.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.MyData;

internal sealed class MyDataFeature : IFeature
{
    public string Name => "MyData";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton<PersonalErasure>();
        slice.Services.AddSingleton<DirectMessages>();
        slice.Services.AddSingleton<SendPrivately>(static provider => provider.GetRequiredService<DirectMessages>().SendAsync);
        slice.Command<MyDataExportCommand>()
            .Command<MyDataDeleteCommand>()
            .Component<DeleteMyDataButton>()
            .Component<KeepMyDataButton>()
            .Component<SignDeletionForm>();
    }
}
