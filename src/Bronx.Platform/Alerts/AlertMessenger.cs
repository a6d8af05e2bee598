using Bronx.Discord;
using Bronx.Discord.Models;
using Bronx.Discord.RequestQueue;
using Bronx.Discord.Rest;
using Bronx.Platform.Configuration.Live;
using Bronx.Platform.Text;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Alerts;

/// <summary>
/// Tells the owners' channel: one message when an alert begins, one when it ends. What began and ended before it could be told is not told, and
/// never more than a handful in a row: the rest is on the dashboard.
/// </summary>
internal sealed partial class AlertMessenger
{
    private const int MostWaiting = 20;
    private const int MostPerHour = 30;

    private readonly Func<ChannelId, MessageDraft, CancellationToken, Task> _send;
    private readonly LiveSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<AlertMessenger> _log;
    private readonly List<(string Rule, bool Begins, Embed Card)> _waiting = [];
    private readonly Queue<DateTimeOffset> _sent = new();

    public AlertMessenger(DiscordClient client, LiveSettings settings, TimeProvider time, ILogger<AlertMessenger> log)
        : this((channel, draft, ct) => client.Rest.SendAsync(channel, draft, new RequestOptions { Priority = RequestPriority.Background }, ct), settings, time, log)
    {
    }

    internal AlertMessenger(Func<ChannelId, MessageDraft, CancellationToken, Task> send, LiveSettings settings, TimeProvider time, ILogger<AlertMessenger> log) =>
        (_send, _settings, _time, _log) = (send, settings, time, log);

    public void Begun(AlertState alert)
    {
        Log.Begun(_log, alert.Rule.Title, AlertTexts.Value(alert.Rule, alert.Value ?? 0), alert.Detail ?? "");
        Wait(alert.Rule.Name, begins: true, AlertTexts.Begun(alert));
    }

    public void Ended(AlertState alert, TimeSpan lasted, double worst)
    {
        Log.Ended(_log, alert.Rule.Title, Say.Span(lasted));

        // Nobody heard that it began: there is nothing to take back.
        if (_waiting.RemoveAll(one => one.Rule == alert.Rule.Name && one.Begins) == 0)
        {
            Wait(alert.Rule.Name, begins: false, AlertTexts.Ended(alert, lasted, worst));
        }
    }

    /// <summary>Sends what waits, when there is a channel and a way to it.</summary>
    public async Task SendAsync(CancellationToken ct)
    {
        if (_settings.Of(AlertSettings.Channel) is not (> 0 and var channel))
        {
            _waiting.Clear();
            return;
        }

        while (_waiting.Count > 0 && MaySend())
        {
            try
            {
                await _send(new ChannelId((ulong)channel), new MessageDraft { Embeds = [_waiting[0].Card] }, ct).WaitAsync(TimeSpan.FromSeconds(5), _time, ct);
                _sent.Enqueue(_time.GetUtcNow());
            }
            catch (DiscordApiException refused)
            {
                // The channel is gone or closed to us: trying again would only be refused again.
                Log.NotTold(_log, refused.Message);
            }
            catch (Exception fault) when (fault is TimeoutException or HttpRequestException or RequestRefusedException)
            {
                // Discord is away: the next round tries again.
                return;
            }

            _waiting.RemoveAt(0);
        }
    }

    private void Wait(string rule, bool begins, Embed card)
    {
        if (_waiting.Count >= MostWaiting)
        {
            _waiting.RemoveAt(0);
        }

        _waiting.Add((rule, begins, card));
    }

    private bool MaySend()
    {
        var now = _time.GetUtcNow();
        while (_sent.TryPeek(out var first) && now - first >= TimeSpan.FromHours(1))
        {
            _sent.Dequeue();
        }

        return _sent.Count < MostPerHour;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "ALERT {Title}: {Value} {Detail}")]
        public static partial void Begun(ILogger logger, string title, string value, string detail);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Alert over after {Lasted}: {Title}")]
        public static partial void Ended(ILogger logger, string title, string lasted);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The alert channel did not take a message ({Problem}). Set another with 'admin config alerts.channel'")]
        public static partial void NotTold(ILogger logger, string problem);
    }
}
