namespace Bronx.Platform.Alerts;

/// <summary>When an alert begins and ends. Pure.</summary>
internal static class AlertRules
{
    /// <summary>One step on: a value was measured, or could not be.</summary>
    public static AlertState Next(AlertState now, AlertRule rule, double? value, string? detail, DateTimeOffset at)
    {
        if (value is not { } measured)
        {
            return now.Phase == AlertPhase.Firing ? Untold(now, rule, detail, at) : new AlertState(rule, AlertPhase.Unknown, null, detail, Since(now, AlertPhase.Unknown, at));
        }

        var next = now.Phase == AlertPhase.Firing ? WhileFiring(now, rule, measured, at) : WhileNot(now, rule, measured, at);
        return next with { Rule = rule, Value = measured, Detail = detail, UntoldSince = null };
    }

    public static bool IsBad(AlertRule rule, double value) => rule.Side == AlertSide.Above ? value > rule.Threshold : value < rule.Threshold;

    /// <summary>The worse of two values.</summary>
    public static double Worse(AlertRule rule, double one, double other) => rule.Side == AlertSide.Above ? Math.Max(one, other) : Math.Min(one, other);

    private static bool IsGood(AlertRule rule, double value) => rule.Side == AlertSide.Above ? value <= rule.ClearAt : value >= rule.ClearAt;

    /// <summary>What is unknown begins nothing, and ends only what would be told of by now if it went on.</summary>
    private static AlertState Untold(AlertState now, AlertRule rule, string? detail, DateTimeOffset at)
    {
        var since = now.UntoldSince ?? at;
        return rule.OverUntold is { } enough && at - since >= enough
            ? new AlertState(rule, AlertPhase.Unknown, null, detail, at)
            : now with { Rule = rule, Value = null, Detail = detail ?? now.Detail, UntoldSince = since };
    }

    private static AlertState WhileNot(AlertState now, AlertRule rule, double value, DateTimeOffset at)
    {
        if (!IsBad(rule, value))
        {
            return now with { Phase = AlertPhase.Quiet, Since = Since(now, AlertPhase.Quiet, at) };
        }

        var since = now.Phase == AlertPhase.Pending ? now.Since : at;
        return at - since >= rule.For ? now with { Phase = AlertPhase.Firing, Since = at, GoodSince = null } : now with { Phase = AlertPhase.Pending, Since = since };
    }

    private static AlertState WhileFiring(AlertState now, AlertRule rule, double value, DateTimeOffset at)
    {
        if (!IsGood(rule, value))
        {
            return now with { GoodSince = null };
        }

        var since = now.GoodSince ?? at;
        return at - since >= rule.ClearFor ? now with { Phase = AlertPhase.Quiet, Since = at, GoodSince = null } : now with { GoodSince = since };
    }

    private static DateTimeOffset Since(AlertState now, AlertPhase phase, DateTimeOffset at) => now.Phase == phase ? now.Since : at;
}
