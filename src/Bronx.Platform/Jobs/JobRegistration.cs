using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Platform.Jobs;

internal static class JobRegistration
{
    /// <summary>Adds work that runs by schedule.</summary>
    public static IServiceCollection AddJob<T>(this IServiceCollection services)
        where T : class, IJob
    {
        services.AddSingleton<T>();
        return services.AddSingleton(new JobEntry(T.Definition, static provider => provider.GetRequiredService<T>().RunAsync));
    }
}
