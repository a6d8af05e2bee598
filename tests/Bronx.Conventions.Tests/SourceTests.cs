using System.Text.RegularExpressions;

namespace Bronx.Conventions.Tests;

/// <summary>What a reader may rely on in every file.</summary>
public sealed partial class SourceTests
{
    [Fact]
    public void NamespacesEqualFolders()
    {
        var wrong =
            from file in Repository.CSharpFiles("src").Concat(Repository.CSharpFiles("tests"))
            let relative = Repository.Relative(file)
            let expected = string.Join('.', relative.Split('/')[1..^1])
            let declared = NamespaceLine().Match(File.ReadAllText(file)).Groups["name"].Value
            where declared.Length > 0 && declared != expected
            select $"{relative} declares {declared}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void NothingIsLeftForLater()
    {
        var left =
            from file in Repository.CSharpFiles("src").Concat(Repository.CSharpFiles("tests"))
            where !file.EndsWith(nameof(SourceTests) + ".cs", StringComparison.Ordinal)
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where LeftForLater().IsMatch(line.Text)
            select $"{Repository.Relative(file)}:{line.Number} {line.Text.Trim()}";
        Assert.Empty(left);
    }

    [Fact]
    public void TestsNeitherSleepNorSkip()
    {
        var found =
            from file in Repository.CSharpFiles("tests")
            where !file.EndsWith(nameof(SourceTests) + ".cs", StringComparison.Ordinal)
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where SleepOrSkip().IsMatch(line.Text)
            select $"{Repository.Relative(file)}:{line.Number} {line.Text.Trim()}";
        Assert.Empty(found);
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"Thread\.Sleep|Assert\.Skip|\bSkip\s*=\s*""|\bExplicit\s*=", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SleepOrSkip();
}
