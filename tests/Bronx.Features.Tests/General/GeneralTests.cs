using System.Runtime.CompilerServices;
using Bronx.Discord.Models;
using Bronx.Features.AutoModeration;
using Bronx.Features.AutoModeration.Acting;
using Bronx.Features.General;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;
using Bronx.Testing;

namespace Bronx.Features.Tests.General;

public class GeneralTests
{
    private static readonly UsageSnapshot Usage = new()
    {
        Total = 12_345,
        Failed = 1,
        Refused = 20,
        Unknown = 3,
        Session = new(HeldClock.DefaultStart, 1_234, 2.5, "ping", HeldClock.DefaultStart),
        Commands = [],
        Minutes = [],
        Hours = [],
        Days = [],
        Forms = new Dictionary<CommandForm, long>(),
    };

    [Fact]
    public void Texts_AreShortAndSayWhatIsUnknown() => StoredText.Matches(
        "General/Texts",
        ("ping, first frame", GeneralTexts.Measuring(BotVitals.Unknown)),
        ("ping", GeneralTexts.Pong(TimeSpan.FromMilliseconds(38.4), new(BotConnection.Live, 3, 40, TimeSpan.FromMilliseconds(0.84), null))),
        ("ping before the first heartbeat", GeneralTexts.Pong(TimeSpan.FromMilliseconds(1_240), BotVitals.Unknown)),
        ("invite", GeneralTexts.Invite(InviteLink.For(new AppId(183_245_678_901_234_567)))),
        ("invite before the first session", GeneralTexts.NotYetKnown),
        ("support", GeneralTexts.Support(new Uri("https://example.org/support"), ".help")),
        ("support without a place", GeneralTexts.Support(null, "/help")),
        ("about", GeneralTexts.About(Usage, new(BotConnection.Live, 3, 1_040, null, null))),
        ("about while connecting", GeneralTexts.About(Usage, BotVitals.Unknown)));

    [Fact]
    public void Invitation_AsksForWhatEachStepNeedsAndNothingElse()
    {
        var steps = Enum.GetValues<GuardStep>().Aggregate(Permissions.None, (all, step) => all | ReachRules.Needs(step));
        Assert.Equal(InviteLink.KeepingOrder, steps | Permissions.ManageRoles);
        Assert.Equal(
            Permissions.ViewChannel | Permissions.SendMessages | Permissions.SendMessagesInThreads | Permissions.EmbedLinks | Permissions.AttachFiles | Permissions.ReadMessageHistory,
            InviteLink.Answering);
        Assert.Contains("permissions=1374658096134&", InviteLink.For(new AppId(1)).Query, StringComparison.Ordinal);
    }

    [Fact]
    public void Guide_ExplainsEachPermissionOfTheInvitation()
    {
        var guide = File.ReadAllText(Path.Combine(Here(), "..", "..", "..", "docs", "guide", "getting-started.md"));
        Assert.All(
            Enum.GetValues<Permissions>().Where(one => one != Permissions.None && InviteLink.Needed.HasFlag(one)),
            one => Assert.Contains($"| *{PermissionNames.List(one)}* |", guide, StringComparison.Ordinal));
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [Theory]
    [InlineData(typeof(PingCommand), false)]
    [InlineData(typeof(InviteCommand), false)]
    [InlineData(typeof(SupportCommand), false)]
    [InlineData(typeof(AboutCommand), true)]
    public void WhatHelpsPeopleIn_WorksBeforeTheTermsAreAccepted(Type command, bool needsTerms)
    {
        var definition = (Bronx.Platform.Commands.CommandDefinition)command.GetProperty("Definition")!.GetValue(null)!;
        Assert.Equal(needsTerms, definition.NeedsTerms);
    }
}
