using System.Net;
using System.Net.Sockets;

namespace Bronx.Host.Tests;

/// <summary>What a person sees who starts <c>bronx</c>, with everything right and with something wrong.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bronx-start-").FullName;

    private string Data => Path.Combine(_folder, "data");

    [Fact]
    public async Task ItSaysWhereEverythingIs_AnswersThere_StopsWithinFiveSeconds_AndFindsItsDataAgain()
    {
        var port = BronxProcess.FreePort();
        using (var first = Start(port))
        {
            await first.HealthyAsync(port);
            var began = TimeProvider.System.GetTimestamp();
            first.Signal();
            var (exit, output, errors) = await first.EndAsync();
            Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
            Assert.Equal(0, exit);
            Assert.Contains($"http://localhost:{port}", output, StringComparison.Ordinal);
            Assert.Contains("/playground/", output, StringComparison.Ordinal);
            Assert.Contains("no token", output, StringComparison.Ordinal);
            Assert.Contains("DISCORD_TOKEN", output, StringComparison.Ordinal);
            Assert.InRange(output.Split('\n').Length, 5, 16);
            Assert.Empty(errors);
        }

        Assert.True(File.Exists(Path.Combine(Data, "bronx.db")));
        using var second = Start(port);
        await second.HealthyAsync(port);
        second.Signal();
        Assert.Equal(0, (await second.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task AfterKill9_ItStartsAgainAndTheLedgerIsProved()
    {
        var port = BronxProcess.FreePort();
        using (var first = Start(port))
        {
            await first.HealthyAsync(port);
            first.Signal(kill: true);
            await first.EndAsync();
        }

        var (exit, output, _) = await BronxProcess.RunAsync(_folder, new Dictionary<string, string>(), "ledger", "verify");
        Assert.Equal(0, exit);
        Assert.Contains("Proved", output, StringComparison.Ordinal);
        using var second = Start(port);
        await second.HealthyAsync(port);
    }

    [Fact]
    public async Task APortInUse_IsNamedWithAWayOut()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await RefusedAsync(new() { ["PORT"] = port.ToString() }, $"Port {port} is already in use", "PORT=");
    }

    [Fact]
    public async Task APortInUse_KeepsTheBotFromDiscord()
    {
        await using var sandbox = await Bronx.Sandbox.SandboxServer.StartAsync(
            new Bronx.Sandbox.SandboxOptions { BotToken = "the-right-one" }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, CancellationToken.None);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await RefusedAsync(
            new() { ["DISCORD_TOKEN"] = "the-right-one", ["BRONX_Discord__ApiBaseAddress"] = sandbox.ApiBaseAddress.ToString(), ["PORT"] = port.ToString() },
            $"Port {port} is already in use");
        Assert.Null(sandbox.Wire.FirstIdentifyAt);
    }

    [Fact]
    public async Task AWrongToken_IsSaidInOneLine()
    {
        // The stand-in takes another token than the one that is offered to it.
        await using var sandbox = await Bronx.Sandbox.SandboxServer.StartAsync(
            new Bronx.Sandbox.SandboxOptions { BotToken = "the-right-one" }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, CancellationToken.None);
        await RefusedAsync(
            new() { ["DISCORD_TOKEN"] = "a-wrong-one", ["BRONX_Discord__ApiBaseAddress"] = sandbox.ApiBaseAddress.ToString(), ["PORT"] = BronxProcess.FreePort().ToString() },
            "token");
    }

    [Fact]
    public async Task AnUnknownSetting_IsNamedWithTheNearestOne() =>
        await RefusedAsync(new() { ["BRONX_Dashboard__Prot"] = "5000" }, "Dashboard:Prot", "Dashboard:Port");

    [Theory]
    [InlineData("PORT", "five thousand", "Dashboard:Port")]
    [InlineData("PORT", "99999", "65,535")]
    [InlineData("BRONX_Commands__Prefix", "a b", "Commands:Prefix")]
    [InlineData("BRONX_Commands__Owners", "me", "Commands:Owners")]
    [InlineData("BRONX_Discord__ApiBaseAddress", "ftp://example.org", "Discord:ApiBaseAddress")]
    [InlineData("BRONX_Logging__Level", "Loud", "Logging:Level")]
    public async Task AValueThatCannotBeObeyed_IsNamedWithAnExample(string variable, string value, string says) =>
        await RefusedAsync(new() { [variable] = value }, says, "Example");

    [Fact]
    public async Task ADamagedDatabase_IsSaidAndLeftAlone()
    {
        Directory.CreateDirectory(Data);
        var file = Path.Combine(Data, "bronx.db");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("this is no database ", 500)));
        var before = await File.ReadAllBytesAsync(file);
        await RefusedAsync(new() { ["PORT"] = BronxProcess.FreePort().ToString() }, "bronx.db");
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task ADataFolderThatIsAFile_IsSaid()
    {
        await File.WriteAllTextAsync(Data, "in the way");
        await RefusedAsync(new() { ["PORT"] = BronxProcess.FreePort().ToString() }, "data");
    }

    [Fact]
    public async Task TwoOnTheSameData_AreNotAllowed()
    {
        var port = BronxProcess.FreePort();
        using var first = Start(port);
        await first.HealthyAsync(port);
        await RefusedAsync(new() { ["PORT"] = BronxProcess.FreePort().ToString() }, "data");
    }

    [Fact]
    public async Task SettingsThatAreNoJson_AreSaid()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "appsettings.json"), "{ not json");
        await RefusedAsync([], "appsettings.json");
    }

    [Fact]
    public async Task CheckTouchesNothing()
    {
        var (exit, output, _) = await BronxProcess.RunAsync(_folder, new Dictionary<string, string>(), "check");
        Assert.Equal(0, exit);
        Assert.Contains("in order", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private BronxProcess Start(int port) => new(_folder, new Dictionary<string, string> { ["PORT"] = port.ToString() });

    /// <summary>One line, exit code 1, no stack trace, no secret.</summary>
    private async Task RefusedAsync(Dictionary<string, string> environment, params string[] says)
    {
        var (exit, _, errors) = await BronxProcess.RunAsync(_folder, environment);
        Assert.Equal(1, exit);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.All(says, text => Assert.Contains(text, errors, StringComparison.Ordinal));
        Assert.DoesNotContain("a-wrong-one", errors, StringComparison.Ordinal);
    }
}
