using Bronx.Discord.Models;

namespace Bronx.Features.Terms;

/// <summary>
/// Who has accepted the current version, from memory where possible. Only a yes is remembered: a no may turn into a yes in another
/// process at any moment, and asking the store again costs the person nothing but the prompt they get anyway. A yes is asked anew
/// after a while, because the person may have been erased by another process.
/// </summary>
internal sealed class AcceptedPeople(TermsStore store, TermsCatalogue catalogue, TimeProvider clock)
{
    public static readonly TimeSpan Believed = TimeSpan.FromMinutes(10);

    private const int Remembered = 50_000;

    private readonly Lock _gate = new();
    private readonly RecentMap<UserId, DateTimeOffset> _accepted = new(Remembered);

    public ValueTask<bool> ContainsAsync(UserId user, CancellationToken ct)
    {
        lock (_gate)
        {
            if (_accepted.TryGet(user, out var until) && clock.GetUtcNow() < until)
            {
                return ValueTask.FromResult(true);
            }
        }

        return new ValueTask<bool>(AskAsync(user, ct));
    }

    public void Add(UserId user)
    {
        lock (_gate) { _accepted.Set(user, clock.GetUtcNow() + Believed); }
    }

    /// <summary>The person was erased.</summary>
    public void Remove(UserId user)
    {
        lock (_gate) { _accepted.Remove(user); }
    }

    private async Task<bool> AskAsync(UserId user, CancellationToken ct)
    {
        if (await store.AcceptedAtAsync(user, catalogue.Current.Name, ct) is null)
        {
            return false;
        }

        Add(user);
        return true;
    }
}
