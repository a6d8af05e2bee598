using Bronx.Discord.Models;

namespace Bronx.Platform.Ledger;

/// <summary>
/// The writer's own view of the accounts it met, and everything one batch changes. Deciding happens here, in memory, one request
/// after the other, so that a request that fails costs its neighbours nothing. The store's conditional updates hold the view to
/// the truth: should the two ever differ, the batch is rolled back and the view thrown away.
/// </summary>
internal sealed class LedgerBook(int rememberedAccounts)
{
    private readonly Dictionary<AccountId, LedgerAccount> _accounts = [];
    private readonly Dictionary<UserId, long> _parties = [];
    private readonly Dictionary<TransferId, IReadOnlyList<PostedTransfer>> _known = [];
    private readonly Dictionary<TransferId, HeldStake> _stakes = [];
    private readonly HashSet<long> _players = [];
    private readonly List<(LedgerAccount Account, long Balance)> _undo = [];
    private LedgerHead? _head;
    private bool _dirty;
    private long _sequence;
    private long _lastAccount;
    private long _lastParty;
    private long _epoch;
    private long _at;
    private byte[] _hash = JournalChain.Start;

    /// <summary>How far <see cref="_undo"/> has been written down since the last <see cref="Move"/>.</summary>
    private int _written;

    public List<JournalEntry> Entries { get; } = [];

    public List<LedgerAccount> NewAccounts { get; } = [];

    public HashSet<LedgerAccount> ChangedAccounts { get; } = [];

    public List<(long Party, UserId User)> NewParties { get; } = [];

    public List<(long Party, UserId User)> Forgotten { get; } = [];

    public List<HeldStake> NewStakes { get; } = [];

    public List<HeldStake> ClosedStakes { get; } = [];

    /// <summary>The head after this batch.</summary>
    public LedgerHead Head => new(_sequence, _hash, _lastAccount, _lastParty, _epoch);

    public bool HasChanges => Entries.Count > 0 || Forgotten.Count > 0;

    /// <summary>Starts a batch on the head that the store has locked. The view is kept only if nobody else wrote.</summary>
    public void Begin(LedgerHead stored, DateTimeOffset now)
    {
        if (_dirty || !stored.IsSame(_head) || _accounts.Count > rememberedAccounts)
        {
            _accounts.Clear();
            _parties.Clear();
        }

        Clear();
        _dirty = true;
        _head = stored;
        _sequence = stored.Sequence;
        _hash = stored.Hash;
        _lastAccount = stored.LastAccount;
        _lastParty = stored.LastParty;
        _epoch = stored.Epoch;
        _at = now.ToUnixTimeMilliseconds();
    }

    /// <summary>The batch is durable: from here on the view is what the store holds.</summary>
    public void Commit()
    {
        foreach (var account in ChangedAccounts)
        {
            account.StoredBalance = account.Balance;
        }

        _head = Head;
        _dirty = false;
        Clear();
    }

    public bool Knows(UserId user) => _parties.ContainsKey(user);

    public bool Knows(AccountId account) => _accounts.ContainsKey(account);

    /// <param name="party">0: there is none yet.</param>
    public void Learn(UserId user, long party) => _parties[user] = party;

    public void Learn(TransferId id, IReadOnlyList<PostedTransfer> first) => _known[id] = first;

    /// <summary>Somebody who asks to be forgotten has a stake set aside, as the store knows.</summary>
    public void LearnPlayer(long party) => _players.Add(party);

    public void Learn(HeldStake stake) => _stakes[stake.Id] = stake;

    /// <summary>Takes an account from the store, unless the view has it already, with what this batch did to it.</summary>
    public LedgerAccount Learn(AccountId id, AccountKind kind, long party, long number, long balance)
    {
        if (!_accounts.TryGetValue(id, out var account))
        {
            account = new LedgerAccount(id) { Kind = kind, Number = number, Party = party, Balance = balance, StoredBalance = balance };
            _accounts.Add(id, account);
        }

        return account;
    }

    public PostOutcome Post(IReadOnlyList<Transfer> linked)
    {
        if (_known.TryGetValue(linked[0].Id, out var first))
        {
            return new PostOutcome.Repeated(first);
        }

        RefuseUsedIds(linked, from: 1);
        if (Move(linked) is { } refusal)
        {
            return refusal;
        }

        return new PostOutcome.Posted(Write(EntryKind.Move, linked, _sequence + 1));
    }

    public ReserveOutcome Reserve(Reservation wanted)
    {
        if (_known.TryGetValue(wanted.Id, out var first))
        {
            return new ReserveOutcome.Repeated(first[0]);
        }

        var stake = new Transfer(wanted.Id, wanted.From, AccountId.Held, wanted.Amount, wanted.Reason, wanted.Origin);
        switch (Move([stake]))
        {
            case PostOutcome.Insufficient poor:
                return new ReserveOutcome.Insufficient(poor.Account, poor.Balance, poor.Needed);
            case PostOutcome.OverCeiling full:
                throw new InvalidOperationException($"{full.Account} holds {full.Balance} and cannot take {full.Amount} more.");
        }

        var posted = Write(EntryKind.Reserve, [stake], _sequence + 1);
        var held = new HeldStake(wanted.Id, _sequence, Account(wanted.From), wanted.Amount.Value, wanted.Deadline.ToUnixTimeMilliseconds());
        _stakes[wanted.Id] = held;
        NewStakes.Add(held);
        return new ReserveOutcome.Reserved(posted[0]);
    }

    public PostOutcome Settle(TransferId reservation, IReadOnlyList<Transfer> moves)
    {
        if (!_stakes.TryGetValue(reservation, out var stake) || stake.State == StakeState.Voided)
        {
            return new PostOutcome.NotReserved(reservation, WasVoided: stake is not null);
        }

        if (stake.State == StakeState.Settled)
        {
            return new PostOutcome.Repeated(stake.Settlement);
        }

        RefuseUsedIds(moves, from: 0);
        var release = Release(stake, "release", "stake released");
        if (Move([release, .. moves]) is { } refusal)
        {
            return refusal;
        }

        var start = _sequence + 1;
        Write(EntryKind.Release, [release], start);
        var posted = Write(EntryKind.Move, moves, start);
        Close(stake, StakeState.Settled, start, posted);
        return new PostOutcome.Posted(posted);
    }

    public bool Void(TransferId reservation, string reason)
    {
        if (!_stakes.TryGetValue(reservation, out var stake) || stake.State != StakeState.Open)
        {
            return false;
        }

        var back = Release(stake, "void", reason);
        if (Move([back]) is { } refusal)
        {
            throw new InvalidOperationException($"The stake {reservation} cannot be given back: {refusal}");
        }

        Close(stake, StakeState.Voided, _sequence + 1, Write(EntryKind.Void, [back], _sequence + 1));
        return true;
    }

    public ForgetOutcome Forget(UserId user)
    {
        if (!_parties.TryGetValue(user, out var party) || party == 0)
        {
            return ForgetOutcome.NotKnown;
        }

        if (_players.Contains(party) || _stakes.Values.Any(stake => stake.State == StakeState.Open && stake.Account.Party == party))
        {
            return ForgetOutcome.HasOpenStake;
        }

        NewParties.RemoveAll(known => known.Party == party);
        Forgotten.Add((party, user));
        _parties[user] = 0;
        _accounts.Remove(AccountId.Wallet(user));
        _accounts.Remove(AccountId.Bank(user));
        _epoch++;
        return ForgetOutcome.Forgotten;
    }

    private static Transfer Release(HeldStake stake, string why, string reason) =>
        new(TransferId.From(why, stake.Id), AccountId.Held, stake.Account.Id, new Coins(stake.Amount), reason, TransferOrigin.None);

    private void Close(HeldStake stake, StakeState state, long group, IReadOnlyList<PostedTransfer> posted)
    {
        stake.State = state;
        stake.ClosedBy = group;
        stake.Settlement = posted;
        if (stake.IsStored)
        {
            ClosedStakes.Add(stake);
        }
    }

    private void RefuseUsedIds(IReadOnlyList<Transfer> transfers, int from)
    {
        for (var i = from; i < transfers.Count; i++)
        {
            if (_known.ContainsKey(transfers[i].Id))
            {
                throw new InvalidOperationException(
                    $"Transfer {transfers[i].Id} ({transfers[i].Reason}) was posted before, but not as part of this: give linked transfers ids of their own.");
            }
        }
    }

    /// <summary>Moves the coins in the view, in order; on the first that cannot be, takes all back and says why.</summary>
    private PostOutcome? Move(IReadOnlyList<Transfer> transfers)
    {
        _undo.Clear();
        _written = 0;
        foreach (var transfer in transfers)
        {
            var (from, to, amount) = (Account(transfer.From), Account(transfer.To), transfer.Amount.Value);
            PostOutcome? refusal = null;
            if (from.HasFloor && from.Balance < amount)
            {
                refusal = new PostOutcome.Insufficient(from.Id, new Coins(from.Balance), transfer.Amount);
            }
            else if (from.Balance < amount - Coins.CeilingValue)
            {
                refusal = new PostOutcome.OverCeiling(from.Id, new Coins(from.Balance), transfer.Amount);
            }
            else if (to.Balance > Coins.CeilingValue - amount)
            {
                refusal = new PostOutcome.OverCeiling(to.Id, new Coins(to.Balance), transfer.Amount);
            }

            if (refusal is not null)
            {
                Undo();
                return refusal;
            }

            _undo.Add((from, from.Balance));
            _undo.Add((to, to.Balance));
            from.Balance -= amount;
            to.Balance += amount;
        }

        return null;
    }

    private void Undo()
    {
        for (var i = _undo.Count - 1; i >= 0; i--)
        {
            _undo[i].Account.Balance = _undo[i].Balance;
        }
    }

    /// <summary>Writes down what <see cref="Move"/> did, in the same order.</summary>
    private PostedTransfer[] Write(EntryKind kind, IReadOnlyList<Transfer> transfers, long group)
    {
        var posted = new PostedTransfer[transfers.Count];
        for (var i = 0; i < transfers.Count; i++)
        {
            var transfer = transfers[i];
            var (from, to) = (Stored(transfer.From), Stored(transfer.To));
            var (fromBalance, toBalance) = BalancesAfter(transfer);
            _sequence++;
            _hash = JournalChain.Next(
                _hash, _sequence, transfer.Id, kind, group, JournalChain.Party.Of(from), JournalChain.Party.Of(to),
                transfer.Amount.Value, fromBalance, toBalance, _at, transfer.Reason);
            var entry = new JournalEntry(
                _sequence, transfer.Id, kind, group, from, to, transfer.Amount.Value, fromBalance, toBalance, _at, transfer.Reason,
                transfer.Origin, transfer.Origin.Actor is { } actor ? PartyOf(actor) : null, _hash);
            Entries.Add(entry);
            posted[i] = entry.ToPosted();
        }

        foreach (var transfer in transfers)
        {
            _known[transfer.Id] = posted;
        }

        return posted;
    }

    /// <summary>Move keeps, in order, what each account held before; the amount makes of it what it held after.</summary>
    private (long From, long To) BalancesAfter(Transfer transfer)
    {
        var at = _written;
        _written += 2;
        return (_undo[at].Balance - transfer.Amount.Value, _undo[at + 1].Balance + transfer.Amount.Value);
    }

    private LedgerAccount Account(AccountId id)
    {
        if (!_accounts.TryGetValue(id, out var account))
        {
            account = new LedgerAccount(id) { Kind = id.Kind };
            _accounts.Add(id, account);
        }

        return account;
    }

    /// <summary>The account with its number, which it gets with its first entry.</summary>
    private LedgerAccount Stored(AccountId id)
    {
        var account = Account(id);
        if (account.Number == 0)
        {
            account.Party = id.Owner is { } owner ? PartyOf(owner) : 0;
            account.Number = ++_lastAccount;
            NewAccounts.Add(account);
        }

        ChangedAccounts.Add(account);
        return account;
    }

    private long PartyOf(UserId user)
    {
        if (!_parties.TryGetValue(user, out var party) || party == 0)
        {
            party = ++_lastParty;
            _parties[user] = party;
            NewParties.Add((party, user));
        }

        return party;
    }

    private void Clear()
    {
        Entries.Clear();
        NewAccounts.Clear();
        ChangedAccounts.Clear();
        NewParties.Clear();
        Forgotten.Clear();
        NewStakes.Clear();
        ClosedStakes.Clear();
        _known.Clear();
        _stakes.Clear();
        _players.Clear();
    }
}
