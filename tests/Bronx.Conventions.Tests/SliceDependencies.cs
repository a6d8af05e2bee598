using System.Text.RegularExpressions;

namespace Bronx.Conventions.Tests;

/// <summary>Which slice may use which other. A line here is a decision: without one, slices do not know each other.</summary>
public sealed partial class SliceDependencies
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Gambling"] = ["Economy"],
        ["Trading"] = ["Economy"],
        ["Shop"] = ["Economy"],
        ["Fishing"] = ["Economy"],
        ["Setup"] = ["Settings"],
        ["AutoModeration"] = ["ServerRules"],
        ["Welcome"] = ["ServerRules", "AutoModeration"],
    };

    [Fact]
    public void SlicesUseOnlyTheSlicesThatTheTableNames()
    {
        var slices = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src/Bronx.Features"))
            .Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).ToHashSet();
        Assert.NotEmpty(slices);
        var broken =
            from slice in slices
            from file in Repository.CSharpFiles($"src/Bronx.Features/{slice}")
            from Match use in SliceUse().Matches(File.ReadAllText(file))
            let used = use.Groups["slice"].Value
            where used != slice && slices.Contains(used) && !Allowed.GetValueOrDefault(slice!, []).Contains(used)
            select $"{Repository.Relative(file)} uses {used}";
        Assert.Empty(broken.Distinct());
    }

    [GeneratedRegex(@"Bronx\.Features\.(?<slice>[A-Z]\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SliceUse();
}
