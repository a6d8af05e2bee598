using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Badges;

/// <summary>Gives out badges once; what somebody was seen to have is not asked of the store again.</summary>
internal sealed class BadgeBook(BadgeStore store)
{
    private const int Remembered = 20_000;

    private readonly Lock _gate = new();
    private readonly HashSet<(UserId, string)> _had = [];

    /// <summary>The reply, with a line for every badge that <paramref name="reached"/> brings anew.</summary>
    public async ValueTask<Reply> CrownAsync(Call call, IReadOnlyList<Badge> reached, Reply reply, CancellationToken ct)
    {
        var person = call.Caller.Id;
        List<Badge> open;
        lock (_gate)
        {
            open = [.. reached.Where(badge => !_had.Contains((person, badge.Key)))];
        }

        if (open.Count == 0)
        {
            return reply;
        }

        var earned = await store.AddAsync(person, open, call.ReceivedAt, ct);
        lock (_gate)
        {
            if (_had.Count >= Remembered)
            {
                _had.Clear();
            }

            _had.UnionWith(open.Select(badge => (person, badge.Key)));
        }

        return earned.Count == 0 ? reply : reply with { Embeds = [.. reply.Embeds, BadgeTexts.Earned(earned)] };
    }

    public Task<IReadOnlyList<EarnedBadge>> OfAsync(UserId person, CancellationToken ct) => store.OfAsync(person, ct);

    /// <summary>The person was erased.</summary>
    public void Forget(UserId person)
    {
        lock (_gate) { _had.RemoveWhere(known => known.Item1 == person); }
    }
}
