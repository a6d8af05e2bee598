using Bronx.Discord.Models;
using Bronx.Scenarios.Tests.Infrastructure;

namespace Bronx.Scenarios.Tests.SignIn;

/// <summary>One bot for all that is tried at its door.</summary>
public sealed class SharedBot : IAsyncLifetime
{
    internal RunningBot Bot { get; private set; } = null!;

    internal GuildId Guild => Bot.App.Discord.Cache.Guilds.Single().Id;

    public async ValueTask InitializeAsync() => Bot = await RunningBot.StartAsync();

    public async ValueTask DisposeAsync() => await Bot.DisposeAsync();

    internal Browser NewBrowser() => new(Bot);

    internal async Task<Browser> SignedInAsync(string person)
    {
        var browser = NewBrowser();
        await browser.SignInAsync(person);
        return browser;
    }

    /// <summary>Asks Discord's API as the bot, as another program of its owner's might.</summary>
    internal async Task AsBotAsync(HttpMethod method, string path, object? body = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, $"{Bot.Sandbox.ApiBaseAddress}/{path}");
        request.Headers.TryAddWithoutValidation("Authorization", "Bot " + Bot.App.SandboxToken);
        if (body is not null) request.Content = System.Net.Http.Json.JsonContent.Create(body);
        using var answer = await Bot.DuringAsync(http.SendAsync(request));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
