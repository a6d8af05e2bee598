using System.CommandLine;
using Bronx.Host.Roles;

namespace Bronx.Host.Load;

/// <summary>What <c>bronx load</c> takes on the command line.</summary>
internal sealed class LoadOptions
{
    private readonly Option<int> _servers = new("--servers") { Description = "Servers of the command trial, 1 to 100,000.", DefaultValueFactory = _ => 1_000 };

    private readonly Option<double> _rate = new("--rate") { Description = "Commands per second, 1 to 2,000.", DefaultValueFactory = _ => 200 };

    private readonly Option<int> _seconds = new("--seconds") { Description = "How long the command trial goes on, 1 to 86,400.", DefaultValueFactory = _ => 60 };

    private readonly Option<int> _viewers = new("--viewers") { Description = "Open dashboard pages of the viewer trial, 0 to 20,000; 0 leaves it out.", DefaultValueFactory = _ => 1_000 };

    private readonly Option<int[]> _memory = new("--memory")
    {
        Description = "Numbers of servers at which memory is measured, each 1 to 100,000; may be repeated. 0 leaves it out.",
        DefaultValueFactory = _ => [100, 200, 500, 1_000, 10_000],
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _write = new("--write") { Description = "A Markdown file for the result, for example bench/results/load.md" };

    public void AddTo(Command command)
    {
        command.Add(_servers);
        command.Add(_rate);
        command.Add(_seconds);
        command.Add(_viewers);
        command.Add(_memory);
        command.Add(_write);
    }

    /// <exception cref="StartException">A value is out of its range.</exception>
    public LoadSettings Read(ParseResult line)
    {
        var settings = new LoadSettings(
            line.GetValue(_servers), line.GetValue(_rate), line.GetValue(_seconds), line.GetValue(_viewers),
            [.. (line.GetValue(_memory) ?? []).Where(servers => servers != 0).Distinct().Order()], line.GetValue(_write));
        Check(settings.Servers is >= 1 and <= 100_000, "--servers takes 1 to 100000, for example --servers 1000");
        Check(settings.Rate is >= 1 and <= 2_000, "--rate takes 1 to 2000 per second, for example --rate 200");
        Check(settings.Seconds is >= 1 and <= 86_400, "--seconds takes 1 to 86400, for example --seconds 60");
        Check(settings.Viewers is >= 0 and <= 20_000, "--viewers takes 0 to 20000, for example --viewers 1000");
        Check(settings.Memory.All(servers => servers is >= 1 and <= 100_000), "--memory takes 1 to 100000, for example --memory 100 --memory 10000");
        return settings;
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new StartException(otherwise);
        }
    }
}

/// <summary>One run of the performance suite.</summary>
/// <param name="Servers">Servers of the command trial.</param>
/// <param name="Rate">Commands per second.</param>
/// <param name="Seconds">How long the command trial goes on.</param>
/// <param name="Viewers">Open dashboard pages; 0 leaves the trial out.</param>
/// <param name="Memory">At how many servers memory is measured, ascending.</param>
/// <param name="Write">A Markdown file, or null.</param>
internal sealed record LoadSettings(int Servers, double Rate, int Seconds, int Viewers, IReadOnlyList<int> Memory, string? Write);
