namespace Bronx.Platform.Telemetry;

/// <summary>All counts in memory. Guarded by the tracker's lock.</summary>
internal sealed class UsageCounts(DateTimeOffset startedAt)
{
    /// <summary>More names than any registry has; beyond it uses count in the totals only.</summary>
    private const int MaxCommands = 4096;

    /// <summary>Days that are counted apart.</summary>
    public const int DaysKept = 30;

    private readonly Dictionary<string, CommandCounts> _commands = new(StringComparer.Ordinal);
    private readonly long[] _forms = new long[3];
    private readonly Dictionary<string, long> _rateLimits = new(StringComparer.Ordinal);
    private readonly PeriodRing _seconds = new(61, TimeSpan.FromSeconds(1));
    private long _sessionCount;
    private string? _lastCommand;
    private long _lastAt;

    public long Total { get; set; }

    public long Failed { get; set; }

    public long Refused { get; set; }

    public long Unknown { get; set; }

    public PeriodRing Minutes { get; } = new(60, TimeSpan.FromMinutes(1));

    public PeriodRing Hours { get; } = new(24, TimeSpan.FromHours(1));

    public PeriodRing Days { get; } = new(DaysKept, TimeSpan.FromDays(1));

    public RecentWindow Recent { get; } = new();

    /// <summary>Three scopes at most.</summary>
    public void AddRateLimits(string scope, long count) => _rateLimits[scope] = _rateLimits.GetValueOrDefault(scope) + count;

    public void AddForm(CommandForm form, long count) => _forms[(int)form] += count;

    /// <returns>Null when there are too many names.</returns>
    public CommandCounts? Of(string name)
    {
        if (!_commands.TryGetValue(name, out var command) && name.Length > 0 && _commands.Count < MaxCommands)
        {
            command = new CommandCounts(name);
            _commands.Add(name, command);
        }

        return command;
    }

    /// <returns>Null when the command was never used.</returns>
    public CommandDetail? Detail(string name, DateTimeOffset now) => _commands.GetValueOrDefault(name)?.ToDetail(now.ToUnixTimeMilliseconds());

    /// <param name="kind">Of the refusal or fault; empty when there is none.</param>
    /// <param name="inSession">False for what a journal of an earlier process brought.</param>
    public void Count(in UsageFrame frame, CommandCounts? command, string kind, bool inSession)
    {
        switch (frame.End)
        {
            case CommandEnd.Unknown:
                Unknown++;
                return;
            case CommandEnd.Refused:
                Refused++;
                command?.CountRefusal(frame.At);
                command?.CountKind(kind, isFault: false);
                return;
            case UsageFrame.RateLimited:
                AddRateLimits(kind, 1);
                if (inSession)
                {
                    Recent.RateLimit(frame.At);
                }

                return;
        }

        Total++;
        Failed += frame.End == CommandEnd.Failed ? 1 : 0;
        _forms[(int)frame.Form]++;
        Minutes.Add(frame.At);
        Hours.Add(frame.At);
        Days.Add(frame.At);
        command?.CountUse(frame);
        if (frame.End == CommandEnd.Failed)
        {
            command?.CountKind(kind, isFault: true);
        }

        if (inSession)
        {
            Recent.Use(frame);
            _sessionCount++;
            _seconds.Add(frame.At);
            _lastCommand = command?.Name ?? _lastCommand;
            _lastAt = Math.Max(_lastAt, frame.At);
        }
    }

    public UsageSnapshot Snapshot(DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        var seconds = _seconds.Read(at);
        var commands = new CommandUsage[_commands.Count];
        var i = 0;
        foreach (var command in _commands.Values)
        {
            commands[i++] = command.ToUsage();
        }

        Array.Sort(commands, static (left, right) =>
            left.Uses != right.Uses ? right.Uses.CompareTo(left.Uses) : string.CompareOrdinal(left.Name, right.Name));
        return new UsageSnapshot
        {
            Total = Total,
            Failed = Failed,
            Refused = Refused,
            Unknown = Unknown,
            Session = new SessionUsage(
                startedAt, _sessionCount, seconds.Skip(1).Sum(), _lastCommand, _lastAt == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(_lastAt)),
            Commands = commands,
            Minutes = Minutes.Read(at),
            Hours = Hours.Read(at),
            Days = Days.Read(at),
            Forms = new Dictionary<CommandForm, long>
            {
                [CommandForm.Prefix] = _forms[0],
                [CommandForm.Slash] = _forms[1],
                [CommandForm.Component] = _forms[2],
            },
            RateLimits = new Dictionary<string, long>(_rateLimits, StringComparer.Ordinal),
        };
    }
}
