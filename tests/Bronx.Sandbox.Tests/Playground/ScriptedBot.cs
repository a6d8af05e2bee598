using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace Bronx.Sandbox.Tests.Playground;

/// <summary>A bot of a few lines on the raw protocol, so that a browser test can say what it answers to what.</summary>
internal sealed class ScriptedBot : IAsyncDisposable
{
    // Guilds, members, messages and reactions in servers and in direct messages, message content.
    private const int WantedIntents = 1 | (1 << 1) | (1 << 9) | (1 << 10) | (1 << 12) | (1 << 13) | (1 << 15);

    private readonly HttpClient http;
    private readonly string token;
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Func<JsonElement, Task>> answers = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<JsonElement> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool disposed;
    private Task reading = Task.CompletedTask;

    private ScriptedBot(Uri api, string token)
    {
        this.token = token;
        http = new HttpClient { BaseAddress = new Uri(api.AbsoluteUri.TrimEnd('/') + "/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", token);
    }

    public string ApplicationId { get; private set; } = "";

    public static async Task<ScriptedBot> ConnectAsync(Uri api, string token, CancellationToken cancellation)
    {
        var bot = new ScriptedBot(api, token);
        var gateway = await bot.RequestAsync(HttpMethod.Get, "gateway/bot", null);
        await bot.socket.ConnectAsync(new Uri(gateway.GetProperty("url").GetString()!.TrimEnd('/') + "/?v=10&encoding=json"), cancellation);
        bot.reading = bot.ReadUntilStoppedAsync();
        bot.ApplicationId = (await bot.ready.Task.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, cancellation)).GetProperty("application").GetProperty("id").GetString()!;
        return bot;
    }

    /// <summary>What happens at a command's name, a custom id, or a message of exactly this text.</summary>
    public void On(string what, Func<JsonElement, Task> answer) => answers[what] = answer;

    public Task RegisterAsync(params object[] commands) => RequestAsync(HttpMethod.Put, $"applications/{ApplicationId}/commands", commands);

    public Task AnswerAsync(JsonElement interaction, int type, object? data = null) => RequestAsync(
        HttpMethod.Post,
        $"interactions/{interaction.GetProperty("id").GetString()}/{interaction.GetProperty("token").GetString()}/callback",
        data is null ? new { type } : new { type, data });

    public Task EditAnswerAsync(JsonElement interaction, object data) => RequestAsync(
        HttpMethod.Patch, $"webhooks/{ApplicationId}/{interaction.GetProperty("token").GetString()}/messages/@original", data);

    public Task<JsonElement> SayAsync(string channelId, object message) => RequestAsync(HttpMethod.Post, $"channels/{channelId}/messages", message);

    public async Task<JsonElement> RequestAsync(HttpMethod method, string path, object? body)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await http.SendAsync(request, stop.Token);
            var text = await response.Content.ReadAsStringAsync(stop.Token);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                var wait = JsonDocument.Parse(text).RootElement.GetProperty("retry_after").GetDouble();
                await Task.Delay(TimeSpan.FromSeconds(wait), TimeProvider.System, stop.Token);
                continue;
            }

            Assert.True(response.IsSuccessStatusCode, $"{method} {path} was answered {(int)response.StatusCode}: {text}");
            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await stop.CancelAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        http.Dispose();
        stop.Dispose();
    }

    private async Task ReadUntilStoppedAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (Exception fault)
        {
            // Whoever waits for READY is told why it will never come.
            ready.TrySetException(fault);
            throw;
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var frame = new MemoryStream();
        while (!stop.IsCancellationRequested)
        {
            frame.SetLength(0);
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer, stop.Token);
                frame.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);

            if (part.MessageType == WebSocketMessageType.Close)
            {
                ready.TrySetException(new InvalidOperationException($"The gateway closed with {(int?)part.CloseStatus}: {part.CloseStatusDescription}"));
                return;
            }

            await HandleAsync(JsonDocument.Parse(frame.ToArray()).RootElement);
        }
    }

    private async Task HandleAsync(JsonElement frame)
    {
        var data = frame.GetProperty("d");
        switch (frame.GetProperty("op").GetInt32())
        {
            case 10:
                await IdentifyAsync();
                return;
            case 1:
                await SendAsync(new { op = 1, d = (int?)null });
                return;
            case 9:
                // One IDENTIFY per 5 s is allowed; this one came too soon.
                await Task.Delay(TimeSpan.FromSeconds(5.1), TimeProvider.System, stop.Token);
                await IdentifyAsync();
                return;
            case 0:
                Dispatch(frame.GetProperty("t").GetString()!, data);
                return;
        }
    }

    private void Dispatch(string type, JsonElement data)
    {
        if (type == "READY")
        {
            ready.TrySetResult(data);
            return;
        }

        var what = type switch
        {
            "MESSAGE_CREATE" => data.GetProperty("content").GetString(),
            "INTERACTION_CREATE" => data.GetProperty("data") is var about && about.TryGetProperty("name", out var name)
                ? name.GetString()
                : about.GetProperty("custom_id").GetString(),
            _ => null,
        };
        if (what is not null && answers.TryGetValue(what, out var answer))
        {
            // Answers run beside the reading, as in any bot; a fault shows as the answer that never comes.
            _ = Task.Run(() => answer(data), stop.Token);
        }
    }

    private Task IdentifyAsync()
    {
        var properties = new { os = "linux", browser = "scripted", device = "scripted" };
        return SendAsync(new { op = 2, d = new { token, intents = WantedIntents, properties } });
    }

    private Task SendAsync(object frame) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, true, stop.Token);
}
