namespace Bronx.Benchmarks.Money;

/// <summary>What all kills of a run came to. Every difference is a line; none is the target.</summary>
internal sealed class KillTally
{
    private const int MostKept = 20;

    public int Kills { get; set; }

    /// <summary>Killed before they had taken a request.</summary>
    public int DuringStart { get; set; }

    public long Acknowledged { get; set; }

    /// <summary>Asked for and not answered when the kill came: done or not done, and both are right.</summary>
    public long Unanswered { get; set; }

    public long UnansweredButDone { get; set; }

    public long Orphans { get; set; }

    /// <summary>Stakes of hands that went on after the next start.</summary>
    public long Continued { get; set; }

    public long Repeats { get; set; }

    public long Audited { get; set; }

    public TimeSpan SlowestReturn { get; set; }

    public long Wrong { get; private set; }

    public List<string> Findings { get; } = [];

    /// <summary>What another, of lives beside these, came to.</summary>
    public void Add(KillTally other)
    {
        Kills += other.Kills;
        DuringStart += other.DuringStart;
        Acknowledged += other.Acknowledged;
        Unanswered += other.Unanswered;
        UnansweredButDone += other.UnansweredButDone;
        Orphans += other.Orphans;
        Continued += other.Continued;
        Repeats += other.Repeats;
        Audited += other.Audited;
        SlowestReturn = SlowestReturn > other.SlowestReturn ? SlowestReturn : other.SlowestReturn;
        Wrong += other.Wrong;
        Findings.AddRange(other.Findings.Take(MostKept - Findings.Count));
    }

    public void Find(string finding)
    {
        Wrong++;
        if (Findings.Count < MostKept)
        {
            Findings.Add(finding);
            Console.Error.WriteLine(finding);
        }
    }
}
