using System.Text.RegularExpressions;

namespace Bronx.Conventions.Tests;

/// <summary>The table of holes of the earlier bot names tests; each must be there.</summary>
public sealed partial class HoleTests
{
    [Fact]
    public void EveryTestThatTheTableOfHolesNames_Exists()
    {
        var named = File.ReadLines(Path.Combine(Repository.Root, "tests", "README.md"))
            .Where(line => line.StartsWith("| A", StringComparison.Ordinal) || line.StartsWith("| S", StringComparison.Ordinal))
            .Select(line => (Hole: line.Split('|')[1].Trim(), Tests: TestName().Matches(line).Select(match => (Class: match.Groups["class"].Value, Method: match.Groups["method"].Value)).ToList()))
            .ToList();
        Assert.NotEmpty(named);
        Assert.Equal(named.Count, named.Select(row => row.Hole).Distinct().Count());
        var sources = Repository.CSharpFiles("tests").ToDictionary(Repository.Relative, File.ReadAllText);
        foreach (var (hole, tests) in named)
        {
            Assert.True(tests.Count > 0, $"{hole} names no test");
            Assert.All(tests, test => Assert.True(
                sources.Values.Any(text => text.Contains($"class {test.Class}", StringComparison.Ordinal) && text.Contains($" {test.Method}(", StringComparison.Ordinal)),
                $"{hole} names {test.Class}.{test.Method}, which is not there"));
        }
    }

    [GeneratedRegex(@"`(?<class>\w+(Tests|Scenarios|Matrix))\.(?<method>\w+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();
}
