using System.Xml.Linq;

namespace Bronx.Conventions.Tests;

/// <summary>The picture in the architecture: which project may know which.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Bronx.Discord"] = [],
        ["Bronx.Platform"] = ["Bronx.Discord"],
        ["Bronx.Features"] = ["Bronx.Platform"],
        ["Bronx.Dashboard"] = ["Bronx.Platform"],
        ["Bronx.Sandbox"] = [],
        ["Bronx.Host"] = ["Bronx.Features", "Bronx.Dashboard", "Bronx.Sandbox"],
    };

    [Fact]
    public void EveryShippingProjectKnowsOnlyWhatThePictureAllows()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).ToList();
        Assert.Equal(Arrows.Keys.Order(), projects.Select(path => Path.GetFileNameWithoutExtension(path)!).Order());
        foreach (var project in projects)
        {
            var references = XDocument.Load(project).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
                .Order();
            Assert.Equal(Arrows[Path.GetFileNameWithoutExtension(project)].Order(), references);
        }
    }

    [Fact]
    public void TheDashboardAndTheFeaturesNeverNameEachOther()
    {
        Assert.Empty(FilesNaming("src/Bronx.Features", "Bronx.Dashboard"));
        Assert.Empty(FilesNaming("src/Bronx.Dashboard", "Bronx.Features"));
    }

    [Fact]
    public void TheSandboxSharesNoCodeWithTheBot()
    {
        Assert.Empty(FilesNaming("src/Bronx.Sandbox", "Bronx.Discord").Concat(FilesNaming("src/Bronx.Sandbox", "Bronx.Platform")));
    }

    /// <summary>Discord's JSON stays on the wire: no JSON reading of payloads above Bronx.Discord but for our own formats.</summary>
    [Fact]
    public void FeaturesReadNoJson() => Assert.Equal(OwnFormats, FilesNaming("src/Bronx.Features", "System.Text.Json").Order(StringComparer.Ordinal));

    /// <summary>The file of exported settings, and the draft that a wizard keeps.</summary>
    private static readonly string[] OwnFormats = ["src/Bronx.Features/Settings/Transfer/SettingsDocument.cs", "src/Bronx.Features/Setup/Drafts/SetupDraftStore.cs"];

    private static IEnumerable<string> FilesNaming(string under, string name) =>
        Repository.CSharpFiles(under).Where(path => File.ReadAllText(path).Contains(name, StringComparison.Ordinal)).Select(Repository.Relative);
}
