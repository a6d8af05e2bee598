using Bronx.Discord.Models;
using Bronx.Features.General;
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
    public void Invitation_AsksForLittleAndNeverForEverything()
    {
        Assert.False(InviteLink.Needed.HasFlag(Permissions.Administrator));
        Assert.False(InviteLink.Needed.HasFlag(Permissions.MentionEveryone));
        Assert.False(InviteLink.Needed.HasFlag(Permissions.ManageMessages));
    }

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
