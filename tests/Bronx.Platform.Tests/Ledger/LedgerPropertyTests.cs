using System.Collections.Concurrent;
using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing.Servers;
using FsCheck;
using FsCheck.Fluent;
using Book = Bronx.Platform.Ledger.Ledger;

namespace Bronx.Platform.Tests.Ledger;

/// <summary>Random operations against <see cref="NaiveLedger"/>: one after the other with the same answers, and all at once with a history that adds up.</summary>
public sealed class LedgerPropertyTests(PostgresServer postgres)
{
    private ulong _case;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Arbitrary<Step[]> Steps { get; } = (
        from kind in Gen.Choose(0, 7)
        from a in Gen.Choose(0, 4)
        from b in Gen.Choose(0, 4)
        from amount in Gen.Choose(1, 120)
        from id in Gen.Choose(0, 40)
        select new Step(kind, a, b, amount, (ulong)id)).ArrayOf().ToArbitrary();

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task OneAfterTheOther_ItAnswersLikeTheModel(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        Check(Steps, 30, async steps =>
        {
            var scene = new Scene(++_case);
            var model = new NaiveLedger();
            foreach (var step in steps)
            {
                Assert.Equal(scene.Ask(model, step), await scene.AskAsync(place.Book, step));
            }

            foreach (var account in scene.Accounts)
            {
                Assert.Equal(model[account], (await place.Book.BalanceAsync(account, Cancel)).Value);
            }
        });
        await AssertProvedAsync(place.Book);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task AllAtOnce_TheAcknowledgedHistoryIsLinearizable(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres, options: new LedgerOptions { BatchSize = 7, QueueCapacity = 5, RememberedAccounts = 3 });
        Check(Steps, 30, async steps =>
        {
            var scene = new Scene(++_case);
            await Task.WhenAll(steps.Select(step => Task.Run(() => scene.AskAsync(place.Book, step), Cancel)));

            // Whatever order the writer chose, its journal of these accounts must replay on the model to the same balances.
            var lines = new SortedDictionary<long, PostedTransfer>();
            foreach (var account in scene.Accounts)
            {
                foreach (var line in await place.Book.HistoryAsync(account, 1000, null, Cancel))
                {
                    lines[line.Sequence] = line;
                }
            }

            var model = new NaiveLedger();
            Assert.Equal(lines.Count, lines.Values.Select(line => line.Transfer.Id).Distinct().Count());
            Assert.All(lines.Values, line => Assert.True(Replays(model, line), line.ToString()));
            scene.History.Check(lines.Values);
            Assert.All(scene.Acknowledged, line => Assert.Equal(lines[line.Sequence], line));
            foreach (var account in scene.Accounts)
            {
                Assert.Equal(model[account], (await place.Book.BalanceAsync(account, Cancel)).Value);
            }
        });
        await AssertProvedAsync(place.Book);
    }

    [Fact]
    public void Sums_AreCheckedAndOrderDoesNotMatter()
    {
        Prop.ForAll<long, long>((a, b) =>
        {
            var exact = (Int128)a + b;
            if (exact > long.MaxValue || exact < long.MinValue)
            {
                Assert.Throws<OverflowException>(() => new Coins(a) + new Coins(b));
                return true;
            }

            return new Coins(a) + new Coins(b) == new Coins((long)exact) && new Coins(b) + new Coins(a) == new Coins((long)exact);
        }).QuickCheckThrowOnFailure();
        Assert.Throws<OverflowException>(() => new Coins(long.MaxValue) + new Coins(1));
        Assert.Throws<OverflowException>(() => new Coins(long.MinValue) - new Coins(1));
        Assert.Throws<OverflowException>(() => -new Coins(long.MinValue));
        Assert.Throws<OverflowException>(() => new Coins(long.MaxValue / 2) * 3);
        Assert.Equal("-1,234,567", new Coins(-1_234_567).ToString());
    }

    [Fact]
    public void Ids_DifferWheneverTheirCausesDo()
    {
        Prop.ForAll<NonNull<string>, NonNull<string>, NonNull<string>>((a, b, c) =>
            TransferId.From(a.Get, b.Get, c.Get) == TransferId.From(a.Get, b.Get, c.Get)
            && TransferId.From(a.Get, b.Get) != TransferId.From(a.Get + b.Get)
            && TransferId.From(a.Get, b.Get) != TransferId.From(a.Get, b.Get, c.Get)
            && TransferId.TryParse(TransferId.From(a.Get).ToString(), out var back) && back == TransferId.From(a.Get)).QuickCheckThrowOnFailure();
        Assert.NotEqual(TransferId.From("daily", 5UL), TransferId.From("daily", "5"));
        Assert.Equal("b16f28e1e62a3ac1d24d7de7a3f5a2a6".Length, TransferId.From("daily", new UserId(42), "2026-03-02").ToString().Length);
        Assert.False(TransferId.TryParse("zz", out _));
    }

    private static bool Replays(NaiveLedger model, PostedTransfer line)
    {
        // The account of held stakes is shared by all scenes: its balance is not this scene's alone.
        if (line.Transfer.From == AccountId.Held || line.Transfer.To == AccountId.Held)
        {
            model.Replay(line);
            return true;
        }

        return model.Replay(line);
    }

    private static void Check(Arbitrary<Step[]> steps, int times, Func<Step[], Task> run) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(times).WithEndSize(120),
            Prop.ForAll(steps, value => Task.Run(() => run(value)).GetAwaiter().GetResult()));

    private static async Task AssertProvedAsync(Book book)
    {
        var audit = await book.AuditAsync(Cancel);
        Assert.True(audit.IsProved, string.Join('\n', audit.Findings));
    }

    /// <summary>One thing to do. Ids repeat often, so that repeats happen.</summary>
    public sealed record Step(int Kind, int A, int B, int Amount, ulong Id);

    /// <summary>A cast of its own for each run, so that one store serves all runs.</summary>
    private sealed class Scene(ulong number)
    {
        private readonly DateTimeOffset _deadline = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        /// <summary>Every line that was told to somebody, as done now or as done before.</summary>
        public ConcurrentQueue<PostedTransfer> Acknowledged { get; } = [];

        public LinearHistory History { get; } = new();

        public IEnumerable<AccountId> Accounts => Enumerable.Range(0, 5).Select(Account);

        public string Ask(NaiveLedger model, Step step) => step.Kind switch
        {
            0 => model.Post(Give(step)),
            1 or 2 when step.A != step.B => model.Post(Pay(step)),
            3 when step.A != step.B => model.Post(Trade(step)),
            4 => model.Reserve(StakeId(step), Person(step.A), step.Amount),
            5 => model.Settle(StakeId(step), Lose(step)),
            6 => model.Void(StakeId(step)) ? "posted" : "notreserved",
            7 => model[Account(step.A)].ToString(CultureInfo.InvariantCulture),
            _ => "nothing",
        };

        public async Task<string> AskAsync(Book book, Step step)
        {
            var began = History.Begin();
            switch (step.Kind)
            {
                case 0:
                    return Say(began, await book.PostAsync(Give(step), Cancel), credit: 0);
                case 1 or 2 when step.A != step.B:
                    return Say(began, await book.PostAsync(Pay(step), Cancel), credit: 0);
                case 3 when step.A != step.B:
                    return Say(began, await book.PostAsync(Trade(step), Cancel), step.Amount);
                case 4:
                    return Say(began, await book.ReserveAsync(new Reservation(StakeId(step), Person(step.A), new Coins(step.Amount), _deadline, "bet", TransferOrigin.None), Cancel));
                case 5:
                    return Say(began, await book.SettleAsync(StakeId(step), Lose(step), Cancel), credit: null);
                case 6:
                    return await book.VoidAsync(StakeId(step), "given back", Cancel) ? "posted" : "notreserved";
                case 7:
                    var balance = (await book.BalanceAsync(Account(step.A), Cancel)).Value;
                    History.Saw(began, Account(step.A), balance, credit: 0);
                    return balance.ToString(CultureInfo.InvariantCulture);
                default:
                    return "nothing";
            }
        }

        private string Say(long began, ReserveOutcome outcome)
        {
            switch (outcome)
            {
                case ReserveOutcome.Reserved reserved:
                    History.Wrote(began, [reserved.Stake.Sequence], []);
                    return "posted";
                case ReserveOutcome.Repeated repeated:
                    History.Wrote(began, [], [repeated.First.Sequence]);
                    return "repeated";
                case ReserveOutcome.Insufficient poor:
                    History.Saw(began, poor.Account, poor.Balance.Value, credit: 0);
                    return "insufficient";
                default:
                    throw new InvalidOperationException();
            }
        }

        /// <param name="credit">What the call put into the refused account itself; null when that is not known from outside.</param>
        private string Say(long began, PostOutcome outcome, long? credit)
        {
            switch (outcome)
            {
                case PostOutcome.Posted done:
                    History.Wrote(began, done.Transfers.Select(line => line.Sequence), []);
                    break;
                case PostOutcome.Repeated again:
                    History.Wrote(began, [], again.First.Select(line => line.Sequence));
                    break;
                case PostOutcome.Insufficient poor when credit is { } own:
                    History.Saw(began, poor.Account, poor.Balance.Value, own);
                    break;
            }

            var lines = outcome is PostOutcome.Posted posted ? posted.Transfers : outcome is PostOutcome.Repeated repeated ? repeated.First : [];
            foreach (var line in lines)
            {
                Acknowledged.Enqueue(line);
            }

            return outcome switch
            {
                PostOutcome.Posted => "posted",
                PostOutcome.Repeated => "repeated",
                PostOutcome.Insufficient => "insufficient",
                PostOutcome.NotReserved => "notreserved",
                _ => outcome.ToString(),
            };
        }

        private AccountId Account(int i) => i == 4 ? AccountId.House($"h{number}") : Person(i);

        private AccountId Person(int i) => (i % 4) switch
        {
            0 => AccountId.Wallet(new UserId((number * 10) + 1)),
            1 => AccountId.Bank(new UserId((number * 10) + 1)),
            2 => AccountId.Wallet(new UserId((number * 10) + 2)),
            _ => AccountId.Wallet(new UserId((number * 10) + 3)),
        };

        private TransferId StakeId(Step step) => TransferId.From("stake", number, step.Id % 8);

        private Transfer Give(Step step) => Line("give", step, AccountId.Mint($"m{number}"), Account(step.A), step.Amount);

        private Transfer Pay(Step step) => Line("pay", step, Account(step.A), Account(step.B), step.Amount);

        /// <summary>There and half back again; the second part depends on the first.</summary>
        private Transfer[] Trade(Step step) =>
            [Line("there", step, Account(step.A), Account(step.B), step.Amount), Line("back", step, Account(step.B), Account(step.A), 1 + (step.Amount / 2))];

        private Transfer[] Lose(Step step) => [Line($"lose{step.Id % 8}", step, Person(step.B), AccountId.House($"h{number}"), step.Amount)];

        private Transfer Line(string what, Step step, AccountId from, AccountId to, long amount) =>
            new(TransferId.From(what, number, step.Id), from, to, new Coins(amount), what, TransferOrigin.None);
    }
}
