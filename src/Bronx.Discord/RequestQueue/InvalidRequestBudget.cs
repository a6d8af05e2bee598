namespace Bronx.Discord.RequestQueue;

/// <summary>
/// Counts answers of 401, 403 and 429 (but for shared limits) over ten minutes. Discord bans the address at 10,000; we stop long
/// before, because a bot that errs so often has a fault that more requests do not mend.
/// </summary>
internal sealed class InvalidRequestBudget(int stopAt)
{
    private static readonly TimeSpan Slot = TimeSpan.FromSeconds(10);
    private const int Slots = 61;

    private readonly int[] _counts = new int[Slots];
    private long _slot;

    public int Spent { get; private set; }

    public bool IsSpent(TimeSpan now)
    {
        Age(now);
        return Spent >= stopAt;
    }

    public void Count(TimeSpan now)
    {
        Age(now);
        _counts[_slot % Slots]++;
        Spent++;
    }

    private void Age(TimeSpan now)
    {
        var slot = now.Ticks / Slot.Ticks;
        for (var steps = 0; _slot < slot && steps < Slots; steps++)
        {
            _slot++;
            Spent -= _counts[_slot % Slots];
            _counts[_slot % Slots] = 0;
        }

        _slot = slot;
    }
}
