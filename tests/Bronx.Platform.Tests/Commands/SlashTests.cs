using System.Text.Json;
using System.Text.Json.Serialization;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Configuration;
using Bronx.Testing;

namespace Bronx.Platform.Tests.Commands;

public class SlashTests
{
    private static readonly JsonSerializerOptions Shown = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static CommandBench Bench() => CommandBench.With(slice => slice
        .Command<BetCommand>().Command<GreetCommand>().Command<RemindCommand>().Command<PickCommand>().Command<SetListCommand>().Command<BanCommand>().Command<OwnerCommand>().Command<LookUpCommand>());

    [Fact]
    public async Task Catalogue_IsMadeFromTheDefinitions()
    {
        await using var bench = Bench();
        var received = JsonSerializer.Serialize(bench.Get<SlashRegistration>().Catalogue, Shown).ReplaceLineEndings("\n") + "\n";
        var stored = Path.Combine(AppContext.BaseDirectory, "Commands", "Slash.approved.json");
        var approved = File.Exists(stored) ? await File.ReadAllTextAsync(stored) : "";
        if (approved != received)
        {
            // To be looked at and, if it is right, moved over the stored text.
            Directory.CreateDirectory(Path.GetDirectoryName(stored)!);
            await File.WriteAllTextAsync(stored.Replace(".approved.", ".received.", StringComparison.Ordinal), received);
        }

        Assert.Equal(approved, received);
    }

    [Fact]
    public async Task Registration_SendsOnlyWhatChanged_AndLearnsTheIds()
    {
        await using var bench = Bench();
        var slash = bench.Get<SlashRegistration>();
        Assert.Equal("`/bet`", slash.Mention("bet"));
        Assert.True(await slash.SynchroniseAsync(new AppId(77), default));
        Assert.False(await slash.SynchroniseAsync(new AppId(77), default));
        Assert.Equal(["get-commands", "replace-commands", "get-commands"], bench.Wire.All.Select(asked => asked.What));
        Assert.Equal("</bet:5001>", slash.Mention("bet"));
        Assert.Matches("^</set pick:[0-9]+>$", slash.Mention("set pick"));
    }

    [Fact]
    public async Task Registration_SeesThroughWhatDiscordFillsIn()
    {
        await using var bench = Bench();
        var slash = bench.Get<SlashRegistration>();
        bench.Wire.Registered =
        [
            .. slash.Catalogue.Reverse().Select(command => command with
            {
                Id = new CommandId(1),
                Nsfw = false,
                Contexts = [.. command.Contexts!.Reverse()],
                Options = [.. (command.Options ?? []).Select(option => option with { Required = option.Required ?? false, Options = option.Options ?? [], Choices = option.Choices ?? [] })],
            }),
        ];
        Assert.False(await slash.SynchroniseAsync(new AppId(77), default));
    }

    [Fact]
    public async Task Registration_NoticesEveryChangeThatMatters()
    {
        await using var bench = Bench();
        var slash = bench.Get<SlashRegistration>();
        Func<ApplicationCommand, ApplicationCommand>[] changes =
        [
            command => command with { Description = "other" },
            command => command with { DefaultMemberPermissions = Permissions.ManageGuild },
            command => command with { Contexts = [0] },
            command => command with { Options = [] },
            command => command with { Options = [.. command.Options!.Reverse()] },
            command => command with { Options = [command.Options![0] with { MaxLength = 5 }, command.Options[1]] },
            command => command with { Options = [command.Options![0], command.Options[1] with { Choices = [new("heads", "heads")] }] },
            command => command with { Options = [command.Options![0], command.Options[1] with { Required = true }] },
        ];
        foreach (var change in changes)
        {
            bench.Wire.Registered = [.. slash.Catalogue.Select(command => command.Name == "bet" ? change(command) : command)];
            Assert.True(await slash.SynchroniseAsync(new AppId(77), default));
        }
    }

    [Fact]
    public async Task Registration_IsTriedAgainAfterAFailure()
    {
        await using var bench = Bench();
        bench.Wire.FailNext(0, System.Net.HttpStatusCode.InternalServerError);
        bench.Wire.FailNext(new HttpRequestException("no network"));
        var run = bench.Get<SlashRegistration>().RunAsync(new AppId(77), default);
        await bench.Clock.WhenArmedAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await bench.Wire.WhenAskedAsync(2);
        await bench.Clock.WhenArmedAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        await run.WaitAsync(Patience.Long);
        Assert.Equal("replace-commands", bench.Wire.Last.What);
    }

    [Fact]
    public async Task Session_BeginsTheRegistrationOnce()
    {
        await using var bench = Bench();
        bench.Router.Begin(TestWorld.Bot, new AppId(77));
        bench.Router.Begin(TestWorld.Bot, new AppId(77));
        await bench.Wire.WhenAskedAsync(2);
        await bench.Router.StopAsync(default);
        Assert.Equal(2, bench.Wire.All.Count);
    }

    [Fact]
    public async Task CommandNames_AreSuggestedWhileTyping_OwnerCommandsToOwners()
    {
        await using var bench = Bench();
        bench.Router.Accept(bench.Interaction(InteractionType.Autocomplete, new()
        {
            Name = "lookup",
            Options = [new() { Name = "name", Type = CommandOptionType.String, Focused = true, Value = JsonSerializer.SerializeToElement("re") }],
        }));
        await bench.Wire.WhenAskedAsync(1);
        Assert.Equal(["remind", "greet"], bench.Wire.Only.Choices!.Select(choice => choice.Value));
    }

    [Theory]
    [InlineData("Commands:Prefix", "a b")]
    [InlineData("Commands:Prefix", "/")]
    [InlineData("Commands:Owners", "5,me")]
    [InlineData("Commands:MostAtOnce", "0")]
    [InlineData("Commands:MostAtOnce", "many")]
    [InlineData("Commands:MostWaitingPerPerson", "-1")]
    [InlineData("Commands:SupportUrl", "javascript:alert(1)")]
    public void Settings_ThatCannotBeUsedAreNamedWithAnExample(string key, string value)
    {
        var refused = Assert.Throws<SettingException>(() => CommandBench.With(_ => { }, (key, value)));
        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Example:", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private sealed class LookUpCommand : ICommand
    {
        public static CommandDefinition Definition { get; } = new("lookup", "Tools", "Look a command up") { Parameters = [Parameters.CommandName("name", "Which one")] };

        public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) => ValueTask.FromResult(CommandOutcome.Say(Reply.Of("x")));
    }
}
