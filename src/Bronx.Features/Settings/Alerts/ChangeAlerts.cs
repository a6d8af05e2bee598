using System.Globalization;
using Bronx.Discord;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Events;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Settings.Alerts;

/// <summary>Tells a server's alerts channel of each change of its settings, from wherever in this process it was made.</summary>
internal sealed class ChangeAlerts(OptionBook book, ChangeTexts texts, Afterwards afterwards, DiscordClient client) : IStartUp
{
    private const int MostShown = 10;

    public Task StartAsync(CancellationToken ct)
    {
        book.Made += set =>
        {
            if (set.Target.Scope == OptionScope.Server && book.Of(new GuildId(set.Target.Owner)).Get(AlertChoices.Channel) is { Value: > 0 } channel)
            {
                afterwards.Do("a change of settings", stopping => TellAsync(channel, set, stopping));
            }
        };
        return Task.CompletedTask;
    }

    private Task<Message> TellAsync(ChannelId channel, OptionChangeSet set, CancellationToken ct)
    {
        var who = set.Person is { } person ? Say.User(person) : "Somebody";
        var card = Look.Note($"{who} changed my settings by {set.Place}:\n{texts.Lines(OptionScope.Server, set.Differences, MostShown)}") with
        {
            Footer = new($"Change {set.Number}"),
        };
        var options = new RequestOptions { Priority = RequestPriority.Background, Nonce = string.Create(CultureInfo.InvariantCulture, $"{set.Number}.set") };
        return client.Rest.SendAsync(channel, new MessageDraft { Embeds = [card] }, options, ct);
    }
}
