using Bronx.Platform;
using Bronx.Platform.Commands;
using Bronx.Platform.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Tests;

public class FeatureListTests
{
    private static CommandRegistry Registry()
    {
        using var services = new ServiceCollection()
            .AddPlatform(new SettingsCatalogue(), new ConfigurationBuilder().Build(), FeatureList.All)
            .BuildServiceProvider();
        return services.GetRequiredService<CommandRegistry>();
    }

    [Fact]
    public void AllCommands_FitTogether() => Assert.NotEmpty(Registry().Commands);

    [Fact]
    public void OnlyWhatHelpsPeopleInAndOut_WorksBeforeTheTerms() => Assert.Equal(
        ["help", "invite", "mydata delete", "mydata export", "ping", "support", "tos", "tosinfo"],
        Registry().Commands.Where(command => !command.NeedsTerms).Select(command => command.Name).Order());

    [Fact]
    public void EveryCommand_HasAnExampleAndASentenceWithoutAFullStop()
    {
        foreach (var command in Registry().Commands)
        {
            Assert.NotEmpty(command.Examples);
            Assert.False(command.Summary.EndsWith('.'), $"'{command.Name}': help adds the full stop");
        }
    }
}
