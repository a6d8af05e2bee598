using Bronx.Discord.Models;

namespace Bronx.Features.Terms;

/// <summary>
/// Who has accepted the current version, from memory where possible. Only a yes is remembered: a no may turn into a yes in another
/// process at any moment, and asking the store again costs the person nothing but the prompt they get anyway.
/// </summary>
internal sealed class AcceptedPeople(TermsStore store, TermsCatalogue catalogue)
{
    private const int Remembered = 50_000;

    private readonly Lock _gate = new();
    private readonly RecentMap<UserId, bool> _accepted = new(Remembered);

    public ValueTask<bool> ContainsAsync(UserId user, CancellationToken ct)
    {
        lock (_gate)
        {
            if (_accepted.TryGet(user, out _))
            {
                return ValueTask.FromResult(true);
            }
        }

        return new ValueTask<bool>(AskAsync(user, ct));
    }

    public void Add(UserId user)
    {
        lock (_gate) { _accepted.Set(user, true); }
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
