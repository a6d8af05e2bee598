namespace Bronx.Host.Tests;

/// <summary><c>bronx load</c>, small: whether its figures are met depends on the machine, that it has them does not.</summary>
public sealed class LoadVerbTests
{
    [Fact]
    public async Task EveryTarget_StandsBesideItsFigure_AndTheExitCodeSaysWhetherOneWasMissed()
    {
        var folder = Directory.CreateTempSubdirectory("bronx-load-test-").FullName;
        var file = Path.Combine(folder, "load.md");
        var (exit, output, errors) = await BronxProcess.RunAsync(
            folder, new Dictionary<string, string>(), "load", "--servers", "3", "--rate", "20", "--seconds", "1", "--viewers", "3", "--memory", "3", "--write", file);
        Assert.True(File.Exists(file), output + errors);
        var page = await File.ReadAllTextAsync(file);
        string[] rows =
        [
            "memory of the whole bot in 3 servers", "slash command, 20/s over 3 servers: p50", "slash command, 20/s over 3 servers: p99", "button, 10/s: p50 / p99",
            "prefix command, 20/s: p50 / p99", "avoidable 429 (scope user or global)", "invalid requests per 10 minutes", "command to number on an open page, with 3 viewers: p99",
            "start to first IDENTIFY, median", "start to dashboard served, median",
        ];
        foreach (var row in rows)
        {
            Assert.Contains($"| {row} |", page, StringComparison.Ordinal);
            Assert.Contains(row, output, StringComparison.Ordinal);
        }

        Assert.Contains(" of 25 |", page, StringComparison.Ordinal);
        Assert.Contains(" of 24 |", page, StringComparison.Ordinal);
        Assert.Equal(page.Contains("**missed**", StringComparison.Ordinal) ? 1 : 0, exit);
        Assert.Equal(exit == 1, output.Contains(" targets missed.", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("--rate", "0")]
    [InlineData("--servers", "100001")]
    [InlineData("--seconds", "0")]
    [InlineData("--viewers", "-1")]
    [InlineData("--memory", "-5")]
    public async Task AnImpossibleValue_IsRefusedWithAnExample(string option, string value)
    {
        var folder = Directory.CreateTempSubdirectory("bronx-load-test-").FullName;
        var (exit, _, errors) = await BronxProcess.RunAsync(folder, new Dictionary<string, string>(), "load", option, value);
        Assert.Equal(1, exit);
        Assert.Contains($"{option} takes", errors, StringComparison.Ordinal);
        Directory.Delete(folder);
    }
}
