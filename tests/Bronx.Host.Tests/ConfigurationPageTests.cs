using Bronx.Host.Settings;

namespace Bronx.Host.Tests;

/// <summary>The guide's page on configuration is made from the code; it cannot lie.</summary>
public sealed class ConfigurationPageTests
{
    [Fact]
    public async Task ThePageListsEverySettingAsTheCodeHasIt()
    {
        var page = Path.Combine(Root(), "docs/guide/configuration.md");
        var expected = ConfigurationPage.Text(BronxSettings.Catalogue());
        var actual = File.Exists(page) ? await File.ReadAllTextAsync(page) : "";
        Assert.True(expected == actual, "docs/guide/configuration.md differs from the code. Write it anew: ./bronx settings > docs/guide/configuration.md");
    }

    [Fact]
    public void SecretsNeverShow()
    {
        var catalogue = BronxSettings.Catalogue();
        var settings = BronxSettings.Read(catalogue, HostConfiguration.Load(
            catalogue, null, new Dictionary<string, string> { ["DISCORD_TOKEN"] = "very-secret" }, new Dictionary<string, string>()));
        Assert.DoesNotContain("very-secret", settings.Discord.ToString(), StringComparison.Ordinal);
        Assert.Equal("very-secret", settings.Discord.Token!.Reveal());
    }

    [Fact]
    public void TheCommandLineWinsOverTheEnvironment()
    {
        var catalogue = BronxSettings.Catalogue();
        var settings = BronxSettings.Read(catalogue, HostConfiguration.Load(
            catalogue,
            null,
            new Dictionary<string, string> { ["PORT"] = "6000", ["BRONX_Dashboard__Port"] = "7000" },
            new Dictionary<string, string> { ["Dashboard:Port"] = "8000" }));
        Assert.Equal(8_000, settings.Dashboard.Port);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BronxBot.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("BronxBot.slnx was not found above the tests.");
    }
}
