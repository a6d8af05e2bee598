using Bronx.Discord.Models;
using Bronx.Platform.Caching;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Operations.Caches;

/// <summary>Words for what is remembered.</summary>
internal static class CacheTexts
{
    public static Reply Expired { get; } = Reply.Of(Look.Refusal("This button has lost what it was for. Run the command again."));

    public static Reply Stats(CacheSnapshot cache) => Reply.Of(Look.Card("Cache", Redis(cache)) with
    {
        Fields =
        [
            .. cache.Categories.Take(20).Select(category => new EmbedField(category.Name, Rows.Table(
            [
                ("answered", Rows.Share(category.HitRate)),
                ("from memory", Say.Number(category.Hits)),
                ("from Redis", Say.Number(category.RedisHits)),
                ("had to ask", Say.Number(category.Loads)),
                ("in memory", $"{Say.Number(category.Entries)} of {Say.Number(category.Capacity)}"),
                ("kept for", Say.Span(category.Lifetime)),
            ]))),
        ],
    });

    public static Reply Confirm(string pattern, long count, string buttonId) => Reply
        .Of(Look.Card("Forget this?", $"{Say.Typed(pattern)} fits {Say.Count(count, "value", "values")} in my memory, and whatever Redis has of that name. They are asked for again when needed.", Look.Warn))
        .With(Component.Row(Component.Button(ButtonStyle.Danger, "Forget them", buttonId)));

    public static Reply Cleared(string pattern, long gone) => Reply.Of(Look.Note($"Forgot {Say.Count(gone, "value", "values")} that fit {Say.Typed(pattern)}.", Look.Good));

    public static Reply BadPattern(CacheSnapshot cache) => Reply.Of(Look.Refusal(
        $"A pattern is a category, a colon and a star, like `{(cache.Categories is [var first, ..] ? first.Name : "names")}:*`. `*` alone is everything."));

    private static string Redis(CacheSnapshot cache) => cache.Redis switch
    {
        RedisState.Connected => "Redis is connected: processes share what they know.",
        RedisState.Away => $"Redis is away, memory alone serves until it is back: {Say.Safe(cache.RedisProblem, 200)}",
        _ => "Each process remembers for itself: no Redis is set.",
    };
}
