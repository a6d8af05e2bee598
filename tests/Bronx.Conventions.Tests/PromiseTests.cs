using System.Text.RegularExpressions;

namespace Bronx.Conventions.Tests;

/// <summary>A rule whose test is named must have it.</summary>
public sealed partial class PromiseTests
{
    [Fact]
    public void EveryTestThatTheGuideToTheWireNames_Exists()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);
        var named = NamedTest().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/guide/wire.md")));
        Assert.InRange(named.Count, 100, 1000);
        var missing = named
            .Where(match => !tests[match.Groups["class"].Value].Any(source => IsTest(source, match.Groups["test"].Value)))
            .Select(match => match.Value);
        Assert.Empty(missing);
    }

    [Fact]
    public void EveryRowOfTheGuideToTheWire_NamesItsTest()
    {
        var rows = Rows().Where(line => !line.EndsWith("| broken by |", StringComparison.Ordinal) && !line.EndsWith("| ours |", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => !NamedTest().IsMatch(row) && !row.Contains("bench", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryRuleOfTheGuideToTheWire_TellsHowItsTestWasSeenToFail()
    {
        var rules = Rows().TakeWhile(line => !line.EndsWith("| ours |", StringComparison.Ordinal)).ToList();
        Assert.InRange(rules.Count, 60, 200);
        Assert.DoesNotContain(rules, row => row.Split('|') is not [_, _, _, { Length: > 3 }, _]);
    }

    private static IEnumerable<string> Rows() =>
        File.ReadLines(Path.Combine(Repository.Root, "docs/guide/wire.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal));

    private static bool IsTest(string source, string name) =>
        Regex.IsMatch(source, $@"public (async Task|Task|void) {Regex.Escape(name)}\(", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    [GeneratedRegex(@"`(?<class>\w+(Tests|Scenarios))\.(?<test>\w+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamedTest();
}
