using System.Globalization;
using Bronx.Discord;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Events;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Settings.Alerts;

/// <summary>
/// Tells a server's alerts channel of each change of its settings, from wherever in this process it was made. Where the change moves the
/// alerts or ends them, the channel they came to hears of that too: nobody silences them unseen.
/// </summary>
internal sealed class ChangeAlerts(OptionBook book, ChangeTexts texts, Afterwards afterwards, DiscordClient client) : IStartUp
{
    private const int MostShown = 10;

    public Task StartAsync(CancellationToken ct)
    {
        book.Made += set =>
        {
            if (set.Target.Scope == OptionScope.Server)
            {
                foreach (var channel in Listening(set))
                {
                    afterwards.Do("a change of settings", stopping => TellAsync(channel, set, stopping));
                }
            }
        };
        return Task.CompletedTask;
    }

    private IEnumerable<ChannelId> Listening(OptionChangeSet set)
    {
        var now = book.Of(new GuildId(set.Target.Owner)).Get(AlertChoices.Channel);
        var moved = set.Differences.FirstOrDefault(one => one.Key == AlertChoices.Channel.Key);
        var before = Snowflake.TryParse<ChannelId>(moved?.Before ?? "", out var left) ? left : now;
        return new[] { now, before }.Where(channel => channel.Value > 0).Distinct();
    }

    private Task<Message> TellAsync(ChannelId channel, OptionChangeSet set, CancellationToken ct)
    {
        var who = set.Person is { } person ? Say.User(person) : "Somebody";
        var card = Look.Note($"{who} changed my settings by {set.Place}:\n{texts.Lines(OptionScope.Server, set.Differences, MostShown)}") with
        {
            Footer = new($"Change {set.Number}"),
        };
        // The channel is part of it: the same change may be told in two.
        var nonce = string.Create(CultureInfo.InvariantCulture, $"{set.Number}.set{channel.Value % 1_000_000}");
        var options = new RequestOptions { Priority = RequestPriority.Background, Nonce = nonce };
        return client.Rest.SendAsync(channel, new MessageDraft { Embeds = [card] }, options, ct);
    }
}
