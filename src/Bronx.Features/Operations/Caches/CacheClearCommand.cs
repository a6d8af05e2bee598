using Bronx.Platform.Caching;
using Bronx.Platform.Commands;

namespace Bronx.Features.Operations.Caches;

/// <summary>Forgets what fits a pattern, once it is confirmed.</summary>
internal sealed class CacheClearCommand(Cache cache, CacheBoard board) : ICommand
{
    /// <summary>As long as a button's id has room for.</summary>
    private const int MaxLength = 60;

    private static readonly Parameter<string> Pattern = Parameters.Rest("pattern", "Which values: names:* or * for all; * stands for any text", MaxLength);

    public static CommandDefinition Definition { get; } = new("cache clear", "Owner", "Forget what I remember, by pattern")
    {
        Parameters = [Pattern],
        Examples = ["cache clear names:*", "cache clear *"],
        Details = "Nothing is lost: what is forgotten is asked for again when somebody needs it. Coins are never in the cache.",
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var pattern = call.Get(Pattern).Trim();
        return ValueTask.FromResult(pattern.Any(sign => sign == '~' || char.IsControl(sign) || sign > 126)
            ? CommandOutcome.Refuse(Refusal.BadArgument, CacheTexts.BadPattern(board.Snapshot()))
            : CommandOutcome.Say(CacheTexts.Confirm(pattern, cache.Count(pattern), ConfirmCacheClear.Id(call.Caller.Id, pattern))));
    }
}
