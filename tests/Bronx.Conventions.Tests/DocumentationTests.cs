using System.Text.RegularExpressions;

namespace Bronx.Conventions.Tests;

/// <summary>Documents that a stranger follows to the letter.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void TheReadmeFitsItsLength() => Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "README.md")).Length, 20, 150);

    [Fact]
    public void EveryLinkBetweenDocumentsLeadsSomewhere()
    {
        var documents = Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "README.md", SearchOption.AllDirectories));
        var broken =
            from document in documents
            from Match link in Link().Matches(File.ReadAllText(document))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target))
            select $"{Repository.Relative(document)} -> {target}";
        Assert.Empty(broken);
    }

    [Fact]
    public void EverySliceTellsItsStory()
    {
        foreach (var slice in Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src/Bronx.Features")))
        {
            if (Path.GetFileName(slice) is "bin" or "obj")
            {
                continue;
            }

            var readme = Path.Combine(slice, "README.md");
            Assert.True(File.Exists(readme), $"{Repository.Relative(slice)} has no README.md");
            Assert.InRange(File.ReadAllLines(readme).Length, 8, 40);
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
