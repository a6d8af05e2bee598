using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Bronx.Host.Roles;

namespace Bronx.Host.Load;

/// <summary>A sandbox with so many servers and a bot in all of them, each in a process of its own.</summary>
internal sealed class LoadRig : IAsyncDisposable
{
    private const string Token = "sandbox";
    private const int ServersPerShard = 1_000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("bronx-load-").FullName;
    private readonly HttpClient _http = new();
    private ChildProcess _sandbox = null!;
    private ChildProcess _bot = null!;

    private LoadRig(int servers) => Servers = servers;

    public int Servers { get; }

    /// <summary>From the start of the bot's process until its first IDENTIFY arrived.</summary>
    public TimeSpan UntilIdentify { get; private set; }

    /// <summary>From the start of the bot's process until the dashboard's first page was answered.</summary>
    public TimeSpan UntilDashboard { get; private set; }

    public Uri Dashboard { get; private set; } = null!;

    /// <summary>Memory of the bot that is in RAM now, in MB of 1,000,000 bytes.</summary>
    public double BotMegabytes => _bot.ResidentBytes() / 1e6;

    private Uri Control { get; set; } = null!;

    /// <summary>Starts both and waits until the bot is in every server and its commands are known.</summary>
    public static async Task<LoadRig> StartAsync(int servers, CancellationToken ct)
    {
        var rig = new LoadRig(servers);
        try
        {
            await rig.StartAsync(ct);
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets people act and waits until every action has its end.</summary>
    public async Task<JsonElement> LoadAsync(object plan, CancellationToken ct)
    {
        var run = await PostAsync(plan, ct);
        var number = run.GetProperty("number").GetInt32();
        while (!run.GetProperty("done").GetBoolean())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
            run = await _http.GetFromJsonAsync<JsonElement>(new Uri(Control, $"runs/{number}"), ct);
        }

        return run;
    }

    /// <summary>Begins a load run without waiting for it.</summary>
    public async Task<JsonElement> PostAsync(object plan, CancellationToken ct)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(Control, "runs"), plan, ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        return answer.IsSuccessStatusCode ? body : throw new StartException($"The sandbox refused a load run: {body.GetProperty("message").GetString()}");
    }

    /// <summary>What the wire came to since the sandbox started.</summary>
    public Task<JsonElement> WireAsync(CancellationToken ct) => _http.GetFromJsonAsync<JsonElement>(new Uri(Control, "wire"), ct);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_bot is not null)
        {
            await _bot.DisposeAsync();
        }

        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync(CancellationToken ct)
    {
        _sandbox = ChildProcess.Start(_folder, token: null, "sandbox", "--set", "Sandbox:Port=0", "--set", string.Create(CultureInfo.InvariantCulture, $"Sandbox:Guilds={Servers}"), "--set", "Sandbox:PeoplePerGuild=1");
        var api = await _sandbox.AddressAsync("Sandbox", ct);
        Control = new Uri(api, "/load/");
        await WireAsync(ct);

        var startedAt = TimeProvider.System.GetUtcNow();
        _bot = ChildProcess.Start(_folder, Token, "run", "--port", "0", "--data", Path.Combine(_folder, "data"), "--set", $"Discord:ApiBaseAddress={api}");
        Dashboard = await _bot.AddressAsync("Dashboard", ct);
        (await _http.GetAsync(Dashboard, ct)).EnsureSuccessStatusCode().Dispose();
        UntilDashboard = TimeProvider.System.GetUtcNow() - startedAt;

        var shards = (Servers + ServersPerShard - 1) / ServersPerShard;
        var wire = await UntilAsync(async () => await WireAsync(ct), wire => wire.GetProperty("sessions").GetInt32() == shards && wire.GetProperty("frames_waiting").GetInt32() == 0, ct);
        UntilIdentify = wire.GetProperty("first_identify_at").GetDateTimeOffset() - startedAt;
        await UntilAsync(async () => await LoadAsync(new { kind = "slash", text = "ping", count = 1 }, ct), probe => probe.GetProperty("answered").GetInt32() == 1, ct);
    }

    private static async Task<JsonElement> UntilAsync(Func<Task<JsonElement>> ask, Func<JsonElement, bool> enough, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (enough(answer))
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new StartException($"The bot was not ready within {Patience.TotalMinutes:0} minutes; the sandbox last said: {answer}");
            }

            await Task.Delay(Look, TimeProvider.System, ct);
        }
    }
}
