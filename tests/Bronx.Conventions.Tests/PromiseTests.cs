using System.Text.RegularExpressions;

namespace Bronx.Conventions.Tests;

/// <summary>A rule whose test is named must have it.</summary>
public sealed partial class PromiseTests
{
    [Fact]
    public void EveryTestThatTheGuideToTheWireNames_Exists()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests/Bronx.Discord.Tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);
        var named = NamedTest().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/guide/wire.md")));
        Assert.InRange(named.Count, 100, 1000);
        var missing = named
            .Where(match => !tests.TryGetValue(match.Groups["class"].Value, out var source) || !IsTest(source, match.Groups["test"].Value))
            .Select(match => match.Value);
        Assert.Empty(missing);
    }

    [Fact]
    public void EveryRowOfTheGuideToTheWire_NamesItsTest()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs/guide/wire.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.EndsWith("| test |", StringComparison.Ordinal) && !line.EndsWith("| ours |", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => !NamedTest().IsMatch(row) && !row.Contains("bench", StringComparison.Ordinal));
    }

    private static bool IsTest(string source, string name) =>
        Regex.IsMatch(source, $@"public (async Task|Task|void) {Regex.Escape(name)}\(", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<test>\w+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamedTest();
}
