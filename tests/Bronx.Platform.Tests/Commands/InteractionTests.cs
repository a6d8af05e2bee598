using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;
using Bronx.Testing;

namespace Bronx.Platform.Tests.Commands;

public class InteractionTests
{
    private static readonly string AdasButton = ComponentId.For("play.again", TestWorld.Ada.Id, "7", "x");

    private static CommandBench Bench() => CommandBench.With(slice => slice.Command<ScriptedCommand>().Command<WorkCommand>().Component<ScriptedButton>());

    [Fact]
    public async Task QuickAnswer_IsTheFirstResponse()
    {
        await using var bench = Bench();
        await bench.SlashAsync("play");
        Assert.Equal(("respond", "played", false), (bench.Wire.Only.What, bench.Wire.Only.Text, bench.Wire.Only.Ephemeral));
    }

    [Fact]
    public async Task SlowAnswer_IsPutOffAfterTwoSecondsAndThenEditedIn()
    {
        await using var bench = Bench();
        var release = new TaskCompletionSource();
        bench.Get<ScriptedCommand>().Script = async (_, _) =>
        {
            await release.Task;
            return CommandOutcome.Say(Reply.Of("at last"));
        };
        bench.Begin("play");
        bench.Clock.Advance(TimeSpan.FromSeconds(2));
        await bench.Wire.WhenAskedAsync(1);
        release.SetResult();
        await bench.Router.WhenIdleAsync();
        Assert.Equal([("defer", ""), ("edit-original", "at last")], bench.Wire.All.Select(asked => (asked.What, asked.Text)));
    }

    [Fact]
    public async Task Frames_EditTheFirstAnswer()
    {
        await using var bench = Bench();
        bench.Get<ScriptedCommand>().Script = async (call, ct) =>
        {
            await call.ShowAsync(Reply.Of("spinning"), ct);
            await call.ShowAsync(Reply.Of("spinning…"), ct);
            return CommandOutcome.Say(Reply.Of("heads"));
        };
        await bench.SlashAsync("play");
        Assert.Equal([("respond", "spinning"), ("edit-original", "spinning…"), ("edit-original", "heads")], bench.Wire.All.Select(asked => (asked.What, asked.Text)));
    }

    [Fact]
    public async Task ExpiredInteraction_IsLoggedAndLeftAlone()
    {
        await using var bench = Bench();
        bench.Wire.FailNext(10_062);
        await bench.SlashAsync("play");
        Assert.Single(bench.Wire.All);
        Assert.Contains(bench.Logs.Lines, line => line.Contains("too late", StringComparison.Ordinal));
        Assert.Equal(CommandEnd.Succeeded, Assert.Single(bench.Uses).End);
    }

    [Fact]
    public async Task UnknownSlashCommand_IsExplainedToTheCallerAlone()
    {
        await using var bench = Bench();
        await bench.SlashAsync("gone");
        Assert.True(bench.Wire.Only.Ephemeral);
        Assert.Equal(CommandEnd.Unknown, Assert.Single(bench.Uses).End);
    }

    [Fact]
    public async Task Button_ChangesItsMessage_AndATurnedPageIsNoUse()
    {
        await using var bench = Bench();
        await bench.PressAsync(AdasButton);
        Assert.Equal(("update", "pressed 7,x "), (bench.Wire.Only.What, bench.Wire.Only.Draft!.Content));
        Assert.Equal([], bench.Wire.Only.Draft.Embeds);
        Assert.Equal([], bench.Wire.Only.Draft.Components);
        Assert.Empty(bench.Uses);
    }

    [Fact]
    public async Task SomebodyElsesButton_IsToldWhoseItIs()
    {
        await using var bench = Bench();
        await bench.PressAsync(AdasButton, TestWorld.Ben);
        Assert.Equal(("respond", true), (bench.Wire.Only.What, bench.Wire.Only.Ephemeral));
        Assert.Contains($"<@{TestWorld.Ada.Id}>", bench.Wire.Only.Text, StringComparison.Ordinal);
        Assert.Equal([], bench.Wire.Only.Draft!.AllowedMentions.Parse);
        Assert.Equal((CommandEnd.Refused, "NotYours"), (bench.Uses.Single().End, bench.Uses.Single().Kind));
    }

    [Theory]
    [InlineData("somebody elses format")]
    [InlineData("old.route~abc")]
    [InlineData("play.again~not-base-36!")]
    public async Task UnknownButton_IsExplainedToThePersonAlone(string customId)
    {
        await using var bench = Bench();
        await bench.PressAsync(customId);
        Assert.True(bench.Wire.Only.Ephemeral);
        Assert.Contains("expired", bench.Wire.Only.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SlowButton_IsAcknowledgedInTime()
    {
        await using var bench = Bench();
        var release = new TaskCompletionSource();
        bench.Get<ScriptedButton>().Script = async (_, _) =>
        {
            await release.Task;
            return new CommandOutcome.Updated(Reply.Of("done"));
        };
        bench.Press(AdasButton);
        bench.Clock.Advance(TimeSpan.FromSeconds(2));
        await bench.Wire.WhenAskedAsync(1);
        release.SetResult();
        await bench.Router.WhenIdleAsync();
        Assert.Equal(["defer-update", "edit-original"], bench.Wire.All.Select(asked => asked.What));
    }

    [Fact]
    public async Task Modal_OpensAndItsFieldsArrive()
    {
        await using var bench = Bench();
        bench.Get<ScriptedButton>().Script = (call, _) => ValueTask.FromResult<CommandOutcome>(call.FromModal
            ? new CommandOutcome.Updated(Reply.Of(call.Fields["name"]))
            : new CommandOutcome.OpenedModal(new Modal(AdasButton, "Your name", [Component.Labelled("Name", Component.TextInput("name", TextInputStyle.Short))])));
        await bench.PressAsync(AdasButton);
        Assert.Equal("Your name", bench.Wire.Only.Modal!.Title);
        await bench.SubmitAsync(AdasButton, ("name", "Ada L."));
        Assert.Equal(("update", "Ada L."), (bench.Wire.Last.What, bench.Wire.Last.Text));
    }

    [Fact]
    public async Task ModalAfterTheDeferral_AsksForAnotherPress()
    {
        await using var bench = Bench();
        var release = new TaskCompletionSource();
        bench.Get<ScriptedButton>().Script = async (_, _) =>
        {
            await release.Task;
            return new CommandOutcome.OpenedModal(new Modal(AdasButton, "Late", []));
        };
        bench.Press(AdasButton);
        bench.Clock.Advance(TimeSpan.FromSeconds(2));
        await bench.Wire.WhenAskedAsync(1);
        release.SetResult();
        await bench.Router.WhenIdleAsync();
        Assert.Equal(("follow-up", true), (bench.Wire.Last.What, bench.Wire.Last.Ephemeral));
    }

    [Fact]
    public async Task RepliesOfAButton_ThatComeLate_AreFollowUps()
    {
        await using var bench = Bench();
        bench.Get<ScriptedButton>().Script = async (call, ct) =>
        {
            await call.ShowAsync(Reply.Of("frame"), ct);
            return CommandOutcome.Say(Reply.Of("secret").ForCallerOnly());
        };
        await bench.PressAsync(AdasButton);
        Assert.Equal([("update", false), ("follow-up", true)], bench.Wire.All.Select(asked => (asked.What, asked.Ephemeral)));
    }

    [Fact]
    public async Task Acknowledged_LeavesNoInteractionHanging()
    {
        await using var bench = Bench();
        bench.Get<ScriptedButton>().Script = (_, _) => ValueTask.FromResult<CommandOutcome>(new CommandOutcome.Acknowledged());
        bench.Get<ScriptedCommand>().Script = (_, _) => ValueTask.FromResult<CommandOutcome>(new CommandOutcome.Acknowledged());
        await bench.PressAsync(AdasButton);
        await bench.SlashAsync("play");
        await bench.SayAsync(".play");
        Assert.Equal(["defer-update", "respond"], bench.Wire.All.Select(asked => asked.What));
    }

    [Fact]
    public async Task AButtonReachesAGameThatIsStillRunning()
    {
        await using var bench = Bench();
        var cashedOut = new TaskCompletionSource();
        bench.Get<ScriptedCommand>().Script = async (_, _) =>
        {
            await cashedOut.Task;
            return CommandOutcome.Say(Reply.Of("cashed out"));
        };
        bench.Get<ScriptedButton>().Script = (_, _) =>
        {
            cashedOut.TrySetResult();
            return ValueTask.FromResult<CommandOutcome>(new CommandOutcome.Acknowledged());
        };
        bench.Post(".play");
        bench.Press(AdasButton);
        await bench.Router.WhenIdleAsync().WaitAsync(Patience.Long);
        Assert.Contains(bench.Wire.All, asked => asked.Text == "cashed out");
    }

    [Fact]
    public async Task LongAnswers_AreCutVisiblyAndNeverRefused()
    {
        await using var bench = Bench();
        var text = new string('x', 9_000);
        bench.Get<ScriptedCommand>().Script = (_, _) => ValueTask.FromResult(CommandOutcome.Say(new Reply
        {
            Content = text,
            Embeds = [.. Enumerable.Range(0, 12).Select(_ => new Embed { Title = text, Description = text, Fields = [.. Enumerable.Range(0, 40).Select(_ => new EmbedField(text, text))], Footer = new(text) })],
            Components = [.. Enumerable.Range(0, 9).Select(_ => Component.Row())],
        }));
        await bench.SlashAsync("play");
        var draft = bench.Wire.Only.Draft!;
        Assert.Equal(2_000, draft.Content!.Length);
        Assert.EndsWith("…", draft.Content, StringComparison.Ordinal);
        Assert.True(draft.Embeds!.Count <= 10);
        Assert.Equal(5, draft.Components!.Count);
        Assert.InRange(draft.Embeds.Sum(Size), 1, 6_000);
        Assert.All(draft.Embeds, embed => Assert.True(embed.Fields!.Count <= 25 && (embed.Title?.Length ?? 0) <= 256));
    }

    private static int Size(Embed embed) =>
        (embed.Title?.Length ?? 0) + (embed.Description?.Length ?? 0) + (embed.Footer?.Text.Length ?? 0) + (embed.Fields?.Sum(one => one.Name.Length + one.Value.Length) ?? 0);
}
