namespace Bronx.Dashboard.Tests;

public sealed class OptionsTests
{
    public static TheoryData<DashboardOptions, string> Impossible => new()
    {
        { new DashboardOptions { BotName = " " }, "BotName" },
        { new DashboardOptions { MaxViewers = 0 }, "MaxViewers is 0" },
        { new DashboardOptions { MaxViewers = 100_001 }, "MaxViewers is 100001" },
        { new DashboardOptions { AllowedHosts = [] }, "AllowedHosts" },
        { new DashboardOptions { AllowedHosts = ["https://stats.example.org"] }, "AllowedHosts" },
        { new DashboardOptions { PlaygroundAddress = new Uri("javascript:alert(1)") }, "PlaygroundAddress" },
        { new DashboardOptions { PlaygroundAddress = new Uri("/playground", UriKind.Relative) }, "PlaygroundAddress" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Options_RefuseWhatCannotWorkAndGiveAnExample(DashboardOptions options, string expected)
    {
        var refusal = Assert.Throws<ArgumentException>(options.Validate);

        Assert.StartsWith(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("for example", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_AreFineAsTheyCome() => Assert.Equal("BronxBot", new DashboardOptions().Validate().BotName);
}
