using System.Net;
using System.Net.Sockets;
using Bronx.Host.Roles;
using Bronx.Testing.Servers;

namespace Bronx.Host.Tests;

/// <summary>What a person sees who starts <c>bronx</c>, with everything right and with something wrong.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bronx-start-").FullName;
    private readonly HeldPort _port = HeldPort.Take();
    private readonly HeldPort _other = HeldPort.Take();

    private string Data => Path.Combine(_folder, "data");

    [Fact]
    public async Task ItSaysWhereEverythingIs_AnswersThere_StopsWithinFiveSeconds_AndFindsItsDataAgain()
    {
        using (var first = Start())
        {
            await first.HealthyAsync(_port.Number);
            first.Signal();
            var (exit, output, errors) = await first.EndAsync();

            // It looks at its watch itself: what has not stopped by then is said, and is an exit code.
            Assert.Equal((0, TimeSpan.FromSeconds(5)), (exit, BronxApp.StopWithin));
            Assert.Contains("Everything is saved", output, StringComparison.Ordinal);
            Assert.Contains($"http://localhost:{_port.Number}", output, StringComparison.Ordinal);
            Assert.Contains("/playground/", output, StringComparison.Ordinal);
            Assert.Contains("no token", output, StringComparison.Ordinal);
            Assert.Contains("DISCORD_TOKEN", output, StringComparison.Ordinal);
            Assert.InRange(output.Split('\n').Length, 5, 16);
            Assert.Empty(errors);
        }

        Assert.True(File.Exists(Path.Combine(Data, "bronx.db")));
        using var second = Start();
        await second.HealthyAsync(_port.Number);
        second.Signal();
        Assert.Equal(0, (await second.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task AfterKill9_ItStartsAgainAndTheLedgerIsProved()
    {
        using (var first = Start())
        {
            await first.HealthyAsync(_port.Number);
            first.Signal(kill: true);
            await first.EndAsync();
        }

        var (exit, output, _) = await BronxProcess.RunAsync(_folder, new Dictionary<string, string>(), "ledger", "verify");
        Assert.Equal(0, exit);
        Assert.Contains("Proved", output, StringComparison.Ordinal);
        using var second = Start();
        await second.HealthyAsync(_port.Number);
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
            new() { ["DISCORD_TOKEN"] = "a-wrong-one", ["BRONX_Discord__ApiBaseAddress"] = sandbox.ApiBaseAddress.ToString(), ["PORT"] = $"{_other.Number}" },
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
        await RefusedAsync(new() { ["PORT"] = $"{_other.Number}" }, "bronx.db");
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task ADataFolderThatIsAFile_IsSaid()
    {
        await File.WriteAllTextAsync(Data, "in the way");
        await RefusedAsync(new() { ["PORT"] = $"{_other.Number}" }, "data");
    }

    [Fact]
    public async Task TwoOnTheSameData_AreNotAllowed()
    {
        using var first = Start();
        await first.HealthyAsync(_port.Number);
        await RefusedAsync(new() { ["PORT"] = $"{_other.Number}" }, "data");
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

    public void Dispose()
    {
        _port.Dispose();
        _other.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private BronxProcess Start() => new(_folder, new Dictionary<string, string> { ["PORT"] = $"{_port.Number}" });

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
