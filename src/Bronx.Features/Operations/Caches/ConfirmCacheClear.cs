using Bronx.Discord.Models;
using Bronx.Platform.Caching;
using Bronx.Platform.Commands;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.Operations.Caches;

/// <summary>The owner means it.</summary>
internal sealed partial class ConfirmCacheClear(Cache cache, ILogger<ConfirmCacheClear> log) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("cache.clear", CacheClearCommand.Definition.Name);

    public static string Id(UserId owner, string pattern) => ComponentId.For(Definition.Route, owner, pattern);

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        if (call.State is not [var pattern])
        {
            return CommandOutcome.Refuse(Refusal.Expired, CacheTexts.Expired);
        }

        var gone = await cache.ClearAsync(pattern, ct);
        Log.Cleared(log, pattern, gone, call.Caller.Id.Value);
        return new CommandOutcome.Updated(CacheTexts.Cleared(pattern, gone));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Cache cleared by pattern {Pattern}: {Count} values, by {Owner}")]
        public static partial void Cleared(ILogger logger, string pattern, long count, ulong owner);
    }
}
