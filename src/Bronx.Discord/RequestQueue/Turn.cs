namespace Bronx.Discord.RequestQueue;

/// <summary>
/// Whose turn it is among the priorities: the highest that has something, but a lower one that was passed over often enough goes
/// first, so nobody starves. Mutable; owned by one lane.
/// </summary>
internal struct Turn
{
    public const int Priorities = 3;

    /// <summary>How often the middle priority may be passed over in a row; the lowest twice that.</summary>
    private const int Patience = 4;

    private int _edits;
    private int _background;

    /// <summary>The next priority, or -1 when all are empty. Does not take the turn.</summary>
    public readonly int Peek(bool person, bool edit, bool background)
    {
        if (background && _background >= 2 * Patience)
        {
            return 2;
        }

        if (edit && _edits >= Patience)
        {
            return 1;
        }

        return person ? 0 : edit ? 1 : background ? 2 : -1;
    }

    /// <summary>Records that <paramref name="chosen"/> went while the others stood as told.</summary>
    public void Take(int chosen, bool edit, bool background)
    {
        _edits = chosen == 1 || !edit ? 0 : _edits + 1;
        _background = chosen == 2 || !background ? 0 : _background + 1;
    }
}
