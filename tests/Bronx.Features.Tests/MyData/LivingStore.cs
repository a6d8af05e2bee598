using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Economy.Badges;
using Bronx.Features.Economy.Leaderboard;
using Bronx.Features.MyData;
using Bronx.Features.Terms;
using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Gates;
using Bronx.Platform.Options;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Features.Tests.MyData;

/// <summary>A store with everything that a slice here keeps of people, and the slices' answers for <c>mydata</c>.</summary>
internal sealed class LivingStore : IAsyncDisposable
{
    private LivingStore(OpenStore store, UsageTracker tracker)
    {
        Store = store;
        Tracker = tracker;
        Terms = new TermsStore(store.Database);
        Accepted = new AcceptedPeople(Terms, TermsCatalogue.Published(), store.Clock);
        Pauses = new CooldownStore(store.Database, store.Clock);
        Slices =
        [
            new LedgerPersonalData(store.Ledger),
            new PausePersonalData(Pauses, store.Clock),
            new UsagePersonalData(tracker),
            new TermsPersonalData(Terms, Accepted),
            new OptionPersonalData(store.Options),
            new EconomyPersonalData(new EconomyPersonalStore(store.Database), new Regulars(new LeaderboardStore(store.Database)), store.Badges, store.Clock),
        ];
    }

    public OpenStore Store { get; }

    public UsageTracker Tracker { get; }

    public TermsStore Terms { get; }

    public AcceptedPeople Accepted { get; }

    public CooldownStore Pauses { get; }

    public IReadOnlyList<IPersonalData> Slices { get; }

    /// <summary>What went to direct messages.</summary>
    public List<(UserId Person, Reply Reply)> Sent { get; } = [];

    /// <summary>Whether people take direct messages.</summary>
    public bool TakesMessages { get; set; } = true;

    public static async Task<LivingStore> OpenAsync(DatabaseEngine engine)
    {
        var store = await OpenStore.OpenAsync(engine);
        var tracker = await UsageTracker.OpenAsync(store.Database, new UsageOptions { JournalCapacity = 256 }, store.Clock, NullLoggerFactory.Instance, default);
        return new LivingStore(store, tracker);
    }

    public ValueTask<CommandOutcome> ExportAsync(User person, CommandForm form = CommandForm.Prefix) =>
        new MyDataExportCommand(
            Slices,
            (to, _, reply, _) =>
            {
                Sent.Add((to, reply));
                return Task.FromResult(TakesMessages);
            },
            Store.Clock).RunAsync(Calls.Command(MyDataExportCommand.Definition, person, 77, Store.Clock.GetUtcNow(), form), default);

    public ValueTask<CommandOutcome> DeleteAsync(User person, string typed = "delete") => new SignDeletionForm(new PersonalErasure(Slices)).RunAsync(
        Calls.Press(MyDataDeleteCommand.Definition, SignDeletionForm.Id(person.Id), person, 78, Store.Clock.GetUtcNow(), field: (MyDataTexts.PhraseField, typed)), default);

    /// <summary>Everything a person can leave behind.</summary>
    public async Task LiveAsync(User person)
    {
        var now = Store.Clock.GetUtcNow();
        await Terms.AcceptAsync(person.Id, "1.0", TermsWay.Message, now, default);
        await Store.GiveAsync(person.Id, 10_000);
        await Pauses.KeepAsync(person.Id, "rob", now + TimeSpan.FromMinutes(50), default);
        Tracker.Record(new CommandUse("daily", CommandForm.Prefix, CommandEnd.Succeeded, null, TimeSpan.FromMilliseconds(3), person.Id, Calls.Server, now));
        await new EconomyStore(Store.Database).KeepStreakAsync(person.Id, new Features.Economy.Daily.DailyStreak(DateOnly.FromDateTime(now.UtcDateTime), 3), default);
        await new Features.Economy.Work.WorkStore(Store.Database).BeginAsync(person.Id, now, 5, 99, default);
        await new Features.Economy.Bank.UpgradeStore(Store.Database).BeginAsync(person.Id, Features.Economy.Bank.Upgrade.Bank, now, default);
        await new Features.Economy.Rob.RobStore(Store.Database).TryShieldAsync(person.Id, now, default);
        await new Features.Economy.Privacy.PrivacyBook(Store.Options).ChooseAsync(person.Id, PersonChoices.Leaderboards, on: false, default);
        await new LeaderboardStore(Store.Database).AddRegularAsync(Calls.Server, person.Id, default);
        await new BadgeStore(Store.Database).AddAsync(person.Id, BadgeRules.ForStreak(7), now, default);
    }

    public async ValueTask DisposeAsync()
    {
        await Tracker.DisposeAsync();
        await Store.DisposeAsync();
    }
}
