using System.Net;
using System.Text.RegularExpressions;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;
using Bronx.Testing;

namespace Bronx.Platform.Tests.Commands;

public partial class FaultTests
{
    private static CommandBench Bench(params (string, string)[] settings) =>
        CommandBench.With(slice => slice.Command<ScriptedCommand>().Command<WorkCommand>().Component<ScriptedButton>(), settings);

    [Fact]
    public async Task Fault_ShowsAnIdThatTheLogHasToo_AndNothingOfItsText()
    {
        await using var bench = Bench();
        bench.Get<ScriptedCommand>().Script = (_, _) => throw new InvalidOperationException("secret connection string");
        await bench.SayAsync(".play");
        var id = ErrorId().Match(bench.Wire.Only.Text).Groups["id"].Value;
        Assert.NotEmpty(id);
        Assert.DoesNotContain("secret", bench.Wire.Only.Text, StringComparison.Ordinal);
        Assert.Contains(bench.Logs.Lines, line => line.Contains(id, StringComparison.Ordinal) && line.Contains("secret connection string", StringComparison.Ordinal));
        Assert.Equal((CommandEnd.Failed, "Fault"), (bench.Uses.Single().End, bench.Uses.Single().Kind));
    }

    [Fact]
    public async Task Faults_AreSortedByKind()
    {
        await using var bench = Bench();
        Exception[] faults = [new DiscordApiException(HttpStatusCode.Forbidden, 50_013, "no", "POST /x"), new HttpRequestException("down"), new RequestRefusedException(RefusalReason.QueueFull, "full"), new Bronx.Platform.Storage.StorageException("full disk")];
        foreach (var fault in faults)
        {
            bench.Get<ScriptedCommand>().Script = (_, _) => throw fault;
            await bench.SayAsync(".play");
        }

        Assert.Equal(["Discord", "Network", "RequestQueue", "Storage"], bench.Uses.Select(use => use.Kind));
    }

    [Fact]
    public async Task HangingCommand_IsCancelledAfterHalfAMinute()
    {
        await using var bench = Bench();
        bench.Get<ScriptedCommand>().Script = async (_, ct) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, bench.Clock, ct);
            return CommandOutcome.Say(Reply.Of("never"));
        };
        bench.Post(".play");
        await bench.Clock.WhenArmedAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(30));
        await bench.Router.WhenIdleAsync().WaitAsync(Patience.Long);
        Assert.Equal("Timeout", Assert.Single(bench.Uses).Kind);
        Assert.Single(bench.Wire.All);
    }

    [Fact]
    public async Task LostReply_IsLoggedAndTheCommandStillCounts()
    {
        await using var bench = Bench();
        bench.Wire.FailNext(50_013, HttpStatusCode.Forbidden);
        await bench.SayAsync(".play");
        Assert.Equal(CommandEnd.Succeeded, Assert.Single(bench.Uses).End);
        Assert.Contains(bench.Logs.Lines, line => line.Contains("not delivered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OnePerson_IsServedOneByOne_AndAFloodIsTurnedDown()
    {
        await using var bench = Bench();
        var running = 0;
        var most = 0;
        var release = new TaskCompletionSource();
        bench.Get<ScriptedCommand>().Script = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await release.Task;
            Interlocked.Decrement(ref running);
            return CommandOutcome.Say(Reply.Of("done"));
        };
        for (var i = 0; i < 10; i++)
        {
            bench.Post(".play");
        }

        bench.Begin("play");
        await bench.Wire.WhenAskedAsync(1);
        Assert.Contains("still running", bench.Wire.Only.Text, StringComparison.Ordinal);
        Assert.True(bench.Wire.Only.Ephemeral);
        release.SetResult();
        await bench.Router.WhenIdleAsync().WaitAsync(Patience.Long);
        Assert.Equal(1, most);
        Assert.Equal(4, bench.Get<ScriptedCommand>().Runs);
        Assert.Equal(7, bench.Uses.Count(use => use.Kind == "Busy"));
    }

    [Fact]
    public async Task DifferentPeople_DoNotWaitForEachOther()
    {
        await using var bench = Bench();
        var adas = new TaskCompletionSource();
        bench.Get<ScriptedCommand>().Script = async (call, _) =>
        {
            if (call.Caller.Id == TestWorld.Ada.Id)
            {
                await adas.Task;
            }

            return CommandOutcome.Say(Reply.Of(call.CallerName));
        };
        bench.Post(".play");
        bench.Post(".play", TestWorld.Ben);
        await bench.Wire.WhenAskedAsync(1);
        Assert.Equal("ben", bench.Wire.Only.Text);
        adas.SetResult();
        await bench.Router.WhenIdleAsync().WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task TheProcess_RunsNoMoreAtOnceThanItsLimit()
    {
        await using var bench = Bench(("Commands:MostAtOnce", "2"));
        var running = 0;
        var most = 0;
        bench.Get<ScriptedCommand>().Script = async (_, _) =>
        {
            var now = Interlocked.Increment(ref running);
            lock (bench.Uses)
            {
                most = Math.Max(most, now);
            }

            await Task.Yield();
            Interlocked.Decrement(ref running);
            return CommandOutcome.Say(Reply.Of("done"));
        };
        for (var i = 0; i < 30; i++)
        {
            bench.Post(".play", new() { Id = new(1_000_000_000_000_000_000 + (ulong)i), Username = "p" });
        }

        await bench.Router.WhenIdleAsync().WaitAsync(Patience.Long);
        Assert.Equal(30, bench.Get<ScriptedCommand>().Runs);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Stop_LetsRunningCommandsEndAndTakesNoMore()
    {
        await using var bench = Bench();
        var release = new TaskCompletionSource();
        bench.Get<ScriptedCommand>().Script = async (_, _) =>
        {
            await release.Task;
            return CommandOutcome.Say(Reply.Of("done"));
        };
        bench.Post(".play");
        var stop = bench.Router.StopAsync(CancellationToken.None);
        bench.Post(".work");
        release.SetResult();
        await stop.WaitAsync(Patience.Long);
        Assert.Equal("done", bench.Wire.Only.Text);
    }

    [Fact]
    public async Task Stop_CancelsWhatIsLeftAtTheDeadline()
    {
        await using var bench = Bench();
        bench.Get<ScriptedCommand>().Script = async (_, ct) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, bench.Clock, ct);
            return CommandOutcome.Say(Reply.Of("never"));
        };
        bench.Post(".play");
        await bench.Clock.WhenArmedAsync();
        using var deadline = new CancellationTokenSource();
        await deadline.CancelAsync();
        await bench.Router.StopAsync(deadline.Token);
        await bench.Router.WhenIdleAsync().WaitAsync(Patience.Long);
        Assert.Equal("Stopped", Assert.Single(bench.Uses).Kind);
    }

    [GeneratedRegex("`(?<id>[0-9A-Z]{4}-[0-9A-Z]{4})`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ErrorId();
}
