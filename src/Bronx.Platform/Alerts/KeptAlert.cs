namespace Bronx.Platform.Alerts;

/// <summary>One alert of this process, and what of it is stored and told. Guarded by its history.</summary>
internal sealed class KeptAlert(AlertState begin, DateTimeOffset beganAt)
{
    public AlertState Begin { get; } = begin;

    public DateTimeOffset BeganAt { get; private set; } = beganAt;

    /// <summary>In the store; null until it is there.</summary>
    public long? Id { get; set; }

    public double Worst { get; set; } = begin.Value ?? 0;

    /// <summary>When the store was last told that it goes on.</summary>
    public DateTimeOffset SeenAt { get; set; } = beganAt;

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The look that ended it.</summary>
    public AlertState? End { get; set; }

    public bool IsEndKept { get; set; }

    /// <summary>Another process saw the same alert before, and told of it.</summary>
    public bool BeganElsewhere { get; set; }

    /// <summary>Another process still saw the same alert when it ended here.</summary>
    public bool GoesOnElsewhere { get; set; }

    public bool IsBeginTold { get; set; }

    public bool IsEndTold { get; set; }

    /// <summary>It is the one that a process which is gone had begun, and told of.</summary>
    public void GoesBackTo(OpenRow row, DateTimeOffset at)
    {
        Id = row.Id;
        BeganAt = row.BeganAt;
        Worst = AlertRules.Worse(Begin.Rule, Worst, row.Worst);
        SeenAt = at;
        IsBeginTold = true;
    }
}
