using Bronx.Platform;
using Bronx.Platform.Commands;
using Bronx.Platform.Configuration;
using Bronx.Platform.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Tests;

public class FeatureListTests
{
    private static CommandRegistry Registry()
    {
        using var services = Services();
        return services.GetRequiredService<CommandRegistry>();
    }

    private static ServiceProvider Services() => new ServiceCollection()
        .AddPlatform(new SettingsCatalogue(), new ConfigurationBuilder().Build(), FeatureList.All)
        .BuildServiceProvider();

    [Fact]
    public void AllCommands_FitTogether() => Assert.NotEmpty(Registry().Commands);

    [Fact]
    public void OnlyWhatHelpsPeopleInAndOut_WorksBeforeTheTerms() => Assert.Equal(
        ["help", "invite", "mydata delete", "mydata export", "ping", "support", "tos", "tosinfo"],
        Registry().Commands.Where(command => !command.NeedsTerms).Select(command => command.Name).Order());

    [Fact]
    public void AllChoices_FitTogetherAndCanBeUnderstood()
    {
        using var services = Services();
        var catalogue = services.GetRequiredService<OptionCatalogue>();
        Assert.NotEmpty(catalogue.Schemas);
        Assert.Equal(catalogue.Schemas.Count, catalogue.Schemas.Select(schema => schema.Name).Distinct().Count());
        foreach (var option in catalogue.Schemas.SelectMany(schema => schema.Options))
        {
            Assert.InRange(option.Title.Length, 3, 45);
            Assert.InRange(option.Help.Length, 10, 160);
            Assert.EndsWith(".", option.Help, StringComparison.Ordinal);
        }
    }

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
