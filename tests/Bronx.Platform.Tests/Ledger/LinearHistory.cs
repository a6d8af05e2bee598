using System.Collections.Concurrent;
using Bronx.Platform.Ledger;

namespace Bronx.Platform.Tests.Ledger;

/// <summary>
/// What concurrent callers saw, with the instants between which they saw it. It is linearizable when the journal's own order explains
/// all of it: what was answered before another was asked stands before it, and every refusal and every balance that was read was
/// true at some place between asking and answer.
/// </summary>
internal sealed class LinearHistory
{
    private readonly ConcurrentQueue<Seen> _seen = [];
    private long _now;

    public long Begin() => Interlocked.Increment(ref _now);

    /// <param name="wrote">Places of the lines that this call was told it wrote.</param>
    /// <param name="repeated">Places of the lines that it was told were there before.</param>
    public void Wrote(long began, IEnumerable<long> wrote, IEnumerable<long> repeated) => _seen.Enqueue(new Seen(began, Begin(), [.. wrote], [.. repeated], null, 0, 0));

    /// <summary>The call saw what an account held.</summary>
    /// <param name="credit">What the call itself may have put there before it looked.</param>
    public void Saw(long began, AccountId account, long balance, long credit) => _seen.Enqueue(new Seen(began, Begin(), [], [], account, balance, credit));

    public void Check(IEnumerable<PostedTransfer> journal)
    {
        var held = new Dictionary<AccountId, List<(long Sequence, long Balance)>>();
        foreach (var line in journal)
        {
            Note(held, line.Transfer.From, line.Sequence, line.FromBalance.Value);
            Note(held, line.Transfer.To, line.Sequence, line.ToBalance.Value);
        }

        foreach (var call in _seen)
        {
            var first = _seen.Where(other => other.Ended < call.Began).SelectMany(other => other.Wrote).DefaultIfEmpty(0).Max();
            var last = _seen.Where(other => other.Began > call.Ended).SelectMany(other => other.Wrote).DefaultIfEmpty(long.MaxValue).Min();
            Assert.All(call.Wrote, place => Assert.True(place > first && place < last, $"entry {place} is not between {first} and {last}"));
            Assert.All(call.Repeated, place => Assert.True(place < last, $"entry {place} was told before it was there"));
            if (call.Account is { } account)
            {
                var lines = held.GetValueOrDefault(account, []);
                var balances = lines.Where(line => line.Sequence > first && line.Sequence < last).Select(line => line.Balance)
                    .Append(lines.LastOrDefault(line => line.Sequence <= first).Balance).ToHashSet();
                Assert.True(balances.Contains(call.Balance) || balances.Contains(call.Balance - call.Credit), $"{account} never held {call.Balance} between {first} and {last}");
            }
        }
    }

    private static void Note(Dictionary<AccountId, List<(long, long)>> held, AccountId account, long sequence, long balance)
    {
        if (!held.TryGetValue(account, out var lines))
        {
            held[account] = lines = [];
        }

        lines.Add((sequence, balance));
    }

    private sealed record Seen(long Began, long Ended, IReadOnlyList<long> Wrote, IReadOnlyList<long> Repeated, AccountId? Account, long Balance, long Credit);
}
