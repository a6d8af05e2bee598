using Bronx.Features.Operations.Admin;
using Bronx.Features.Operations.Caches;
using Bronx.Features.Operations.CommandStats;
using Bronx.Features.Operations.Performance;
using Bronx.Features.Operations.ServerStats;
using Bronx.Features.Operations.Store;
using Bronx.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Operations;

/// <summary>What owners see and do while the bot runs, and what a server's managers see of their server.</summary>
internal sealed class OperationsFeature : IFeature
{
    public string Name => "Operations";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton<VitalSigns>();

        slice.Command<PerformanceCommand>()
            .Command<ScalabilityCommand>()
            .Command<CommandStatsCommand>()
            .Command<DbHealthCommand>()
            .Command<DbOptimizeCommand>()
            .Command<DbPoolCommand>()
            .Command<CacheStatsCommand>()
            .Command<CacheClearCommand>()
            .Component<ConfirmCacheClear>()
            .Command<RestartTasksCommand>()
            .Command<QueueStatusCommand>()
            .Command<ConfigCommand>()
            .Command<StatsCommand>();
    }
}
