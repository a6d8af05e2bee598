using Bronx.Discord.Models;
using Bronx.Features.Economy.Choices;
using Bronx.Platform.Options;
using Bronx.Platform.People;

namespace Bronx.Features.Economy.Privacy;

/// <summary>What people chose about being listed and robbed: two of their own settings, under the names that this slice uses.</summary>
internal sealed class PrivacyBook(OptionBook book)
{
    public async Task<PrivacyChoices> OfAsync(UserId user, CancellationToken ct)
    {
        var values = await book.OfAsync(user, ct);
        var since = await book.ChangedAtAsync(user, CoinChoices.Robbing, ct);
        return new(values.Get(PersonChoices.Leaderboards), values.Get(CoinChoices.Robbing), since ?? DateTimeOffset.UnixEpoch);
    }

    /// <summary>Saying the same twice changes nothing, and so does not begin a wait anew.</summary>
    public Task<OptionChangeOutcome> ChooseAsync(UserId user, Option<bool> option, bool on, CancellationToken ct) => book.ChangeAsync(
        user, new Dictionary<string, string?>(StringComparer.Ordinal) { [option.Key] = option.Write(on) }, new OptionCause(user, "privacy command"), ct);
}
