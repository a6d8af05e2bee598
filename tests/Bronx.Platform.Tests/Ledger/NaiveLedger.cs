using Bronx.Platform.Ledger;

namespace Bronx.Platform.Tests.Ledger;

/// <summary>The ledger as a child would write it: dictionaries, one thing after the other. What the real one is held to.</summary>
internal sealed class NaiveLedger
{
    private readonly Dictionary<AccountId, long> _balances = [];
    private readonly Dictionary<TransferId, (AccountId From, long Amount, string State)> _stakes = [];
    private readonly HashSet<TransferId> _posted = [];

    public long this[AccountId account] => _balances.GetValueOrDefault(account);

    /// <returns>posted, repeated or insufficient.</returns>
    public string Post(params Transfer[] linked)
    {
        if (_posted.Contains(linked[0].Id))
        {
            return "repeated";
        }

        return Try(linked) ? "posted" : "insufficient";
    }

    public string Reserve(TransferId id, AccountId from, long amount)
    {
        if (_posted.Contains(id))
        {
            return "repeated";
        }

        if (this[from] < amount)
        {
            return "insufficient";
        }

        Move(from, AccountId.Held, amount);
        _posted.Add(id);
        _stakes[id] = (from, amount, "open");
        return "posted";
    }

    public string Settle(TransferId id, params Transfer[] moves)
    {
        if (!_stakes.TryGetValue(id, out var stake) || stake.State == "void")
        {
            return "notreserved";
        }

        if (stake.State == "settled")
        {
            return "repeated";
        }

        Move(AccountId.Held, stake.From, stake.Amount);
        if (!Try(moves))
        {
            Move(stake.From, AccountId.Held, stake.Amount);
            return "insufficient";
        }

        _stakes[id] = stake with { State = "settled" };
        return "posted";
    }

    public bool Void(TransferId id)
    {
        if (!_stakes.TryGetValue(id, out var stake) || stake.State != "open")
        {
            return false;
        }

        Move(AccountId.Held, stake.From, stake.Amount);
        _stakes[id] = stake with { State = "void" };
        return true;
    }

    /// <summary>Does what an acknowledged line of the real journal says happened; true when its balances agree.</summary>
    public bool Replay(PostedTransfer line)
    {
        Move(line.Transfer.From, line.Transfer.To, line.Transfer.Amount.Value);
        return this[line.Transfer.From] == line.FromBalance.Value && this[line.Transfer.To] == line.ToBalance.Value
            && (!line.Transfer.From.HasFloor || this[line.Transfer.From] >= 0);
    }

    private bool Try(Transfer[] linked)
    {
        for (var i = 0; i < linked.Length; i++)
        {
            if (linked[i].From.HasFloor && this[linked[i].From] < linked[i].Amount.Value)
            {
                for (var k = i - 1; k >= 0; k--)
                {
                    Move(linked[k].To, linked[k].From, linked[k].Amount.Value);
                }

                return false;
            }

            Move(linked[i].From, linked[i].To, linked[i].Amount.Value);
        }

        _posted.UnionWith(linked.Select(transfer => transfer.Id));
        return true;
    }

    private void Move(AccountId from, AccountId to, long amount)
    {
        _balances[from] = this[from] - amount;
        _balances[to] = this[to] + amount;
    }
}
