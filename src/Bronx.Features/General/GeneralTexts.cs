using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Text;

namespace Bronx.Features.General;

/// <summary>Every word of this slice.</summary>
internal static class GeneralTexts
{
    private const string Unknown = "not known yet";

    /// <summary>The first frame has the shape of the last, so that nothing jumps when the figure comes in.</summary>
    public static Reply Measuring(BotVitals vitals) => PongCard("measuring…", vitals);

    public static Reply NotYetKnown { get; } =
        Reply.Of(Look.Refusal("I am still connecting and do not know my own address yet. Please try again in a minute."));

    public static Reply Pong(TimeSpan answer, BotVitals vitals) => PongCard(Say.Latency(answer), vitals);

    public static Reply Invite(Uri link) => Reply
        .Of(Look.Card("Take me along", "I ask only for what I can use: to read and answer, to send files, and, where you switch that on, to keep order and give roles to newcomers. Untick what you do not want; I say when something is missing."))
        .With(Component.Row(Component.LinkButton("Add to a server", link)));

    public static Reply Support(Uri? place, string help) => place is null
        ? Reply.Of(Look.Note($"Whoever runs me has not named a place for support. `{help}` explains every command; for the rest, ask the people who manage this server."))
        : Reply.Of(Look.Note($"`{help}` explains every command. For anything else, people can help you here:")).With(Component.Row(Component.LinkButton("Get support", place)));

    public static Reply About(UsageSnapshot usage, BotVitals vitals) => Reply.Of(Look.Card("About me", $"I have been up since {Say.When(usage.Session.StartedAt, WhenStyle.DateAndTime)}, {Say.When(usage.Session.StartedAt)}.") with
    {
        Fields =
        [
            new("Servers", vitals.Servers is { } servers ? Say.Number(servers) : Unknown, Inline: true),
            new("Members", vitals.Users is { } users ? Say.Number(users) : Unknown, Inline: true),
            new("Commands so far", Say.Number(usage.Total), Inline: true),
            new("Since I am up", Say.Number(usage.Session.Count), Inline: true),
        ],
    });

    private static Reply PongCard(string answer, BotVitals vitals) => Reply.Of(new Embed
    {
        Title = "Pong",
        Color = Look.Good,
        Fields =
        [
            new("My answer", answer, Inline: true),
            new("Gateway", vitals.GatewayLatency is { } latency ? Say.Latency(latency) : Unknown, Inline: true),
        ],
    });
}
