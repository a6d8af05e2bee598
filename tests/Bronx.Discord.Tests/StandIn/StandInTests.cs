using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Bronx.Discord.Gateway;
using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Sandbox;
using Bronx.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Discord.Tests.StandIn;

/// <summary>The whole wire against the sandbox, which shares no code with it: what one misreads the other will not.</summary>
public sealed class StandInTests
{
    [Fact]
    public async Task APersonSpeaks_AndTheBotAnswers()
    {
        await using var bot = await Bot.StartAsync(client => client.On<MessageCreated>(async (created, ct) =>
        {
            if (created.Message.Content == ".ping")
            {
                await client.Rest.SendAsync(created.Message.ChannelId, new MessageDraft
                {
                    Content = "pong",
                    Embeds = [new Embed { Title = "Ping", Color = 0x00FF00, Fields = [new EmbedField("took", "1 ms", true)] }],
                    Components = [Component.Row(Component.Button(ButtonStyle.Primary, "Again", "again"))],
                    MessageReference = new MessageReference { MessageId = created.Message.Id },
                }, RequestOptions.Default, ct);
            }
        }));
        await bot.Sandbox.As("member").SayAsync("general", ".ping");
        var seen = await bot.Sandbox.As("member").NextAsync(message => message.Content == "pong");
        Assert.Equal("Ping", Assert.Single(seen.Embeds).Title);
        Assert.Equal("Again", Assert.Single(seen.Controls).Label);
    }

    [Fact]
    public async Task ASlashCommandAButtonAndAModalRunThrough()
    {
        await using var bot = await Bot.StartAsync(client => client.On<InteractionCreated>(async (created, ct) =>
        {
            var interaction = created.Interaction;
            switch (interaction.Type)
            {
                case InteractionType.Command:
                    await client.Rest.RespondAsync(interaction.Id, interaction.Token, new InteractionReply.DeferSend(Ephemeral: true), ct);
                    await client.Rest.EditOriginalAsync(interaction.ApplicationId, interaction.Token, new MessageDraft
                    {
                        Content = $"{interaction.Actor.DisplayName} said {interaction.Data!.Options![0].Value}",
                        Components = [Component.Row(Component.Button(ButtonStyle.Success, "Agree", "agree"))],
                    }, RequestOptions.Default, ct);
                    break;
                case InteractionType.Component:
                    await client.Rest.RespondAsync(interaction.Id, interaction.Token, new InteractionReply.OpenModal(new Modal("terms", "Terms",
                        [Component.Labelled("Type I AGREE", Component.TextInput("words", TextInputStyle.Short))])), ct);
                    break;
                case InteractionType.ModalSubmit:
                    await client.Rest.RespondAsync(interaction.Id, interaction.Token, new InteractionReply.Send(new MessageDraft
                    {
                        Content = "Thank you: " + interaction.Data!.Components![0].Child!.Value,
                        Flags = MessageFlags.Ephemeral,
                    }), ct);
                    break;
            }
        }));
        var app = await bot.Client.Rest.GetApplicationIdAsync(CancellationToken.None);
        var registered = await bot.Client.Rest.ReplaceCommandsAsync(app,
            [new ApplicationCommand { Name = "say", Description = "Says it.", Options = [new ApplicationCommandOption { Type = CommandOptionType.String, Name = "what", Description = "What to say.", Required = true }] }],
            CancellationToken.None);
        Assert.Equal("say", Assert.Single(registered).Name);
        Assert.Equal("say", Assert.Single(await bot.Client.Rest.GetCommandsAsync(app, CancellationToken.None)).Name);
        var person = bot.Sandbox.As("newcomer");
        await person.SlashAsync("general", "say", ("what", "ahoy"));
        var seen = await person.NextAsync(message => message.Text.Contains("ahoy", StringComparison.Ordinal));
        Assert.True(seen.IsEphemeral);
        var pressed = await person.PressAsync(seen, "agree");
        var modal = await pressed.AnswerAsync();
        var submitted = await person.SubmitAsync(modal.Modal!, ("words", "I AGREE"));
        Assert.Equal("Thank you: I AGREE", (await submitted.AnswerAsync()).Message!.Content);
    }

    [Fact]
    public async Task ThirtyMessagesToOneChannel_ArriveInOrderAndMeetNo429()
    {
        var tooMany = 0;
        await using var bot = await Bot.StartAsync(_ => { }, tap: exchange => tooMany += exchange.Status == 429 ? 1 : 0);
        var channel = bot.Channel("general");
        var sent = Task.WhenAll(Enumerable.Range(0, 30).Select(n => bot.Client.Rest.SendAsync(channel, new MessageDraft { Content = $"n{n}" }, RequestOptions.Default, CancellationToken.None)));
        await bot.AdvanceUntilAsync(sent);
        Assert.Equal(0, tooMany);
        var read = bot.Sandbox.As("owner").Read("general").Select(message => message.Content).Where(content => content.StartsWith('n')).ToArray();
        Assert.Equal(Enumerable.Range(0, 30).Select(n => $"n{n}"), read);
    }

    [Fact]
    public async Task EveryRouteIsUnderstood()
    {
        await using var bot = await Bot.StartAsync(_ => { });
        var (rest, ct) = (bot.Client.Rest, CancellationToken.None);
        var channel = bot.Channel("general");
        var person = new UserId(Number(bot.Sandbox.As("member").Id));
        var guild = Assert.Single(bot.Client.Cache.Guilds);
        Assert.True((await rest.GetSelfAsync(ct)).Bot);
        Assert.Equal(person, (await rest.GetUserAsync(person, ct)).Id);
        var message = await rest.SendAsync(channel, new MessageDraft { Content = "one" }, RequestOptions.Default, ct);
        Assert.Equal("two", (await rest.EditAsync(channel, message.Id, new MessageDraft { Content = "two" }, RequestOptions.Default, ct)).Content);
        Assert.Equal("two", (await rest.GetMessageAsync(channel, message.Id, ct)).Content);
        await rest.ReactAsync(channel, message.Id, Emoji.Unicode("👍"), RequestOptions.Default, ct);
        await rest.TypingAsync(channel, RequestOptions.Default, ct);
        await rest.DeleteAsync(channel, message.Id, RequestOptions.Default, ct);
        Assert.Equal(10008, (await Assert.ThrowsAsync<DiscordApiException>(() => rest.GetMessageAsync(channel, message.Id, ct))).Code);
        Assert.Equal(ChannelType.Dm, (await rest.OpenDirectMessageAsync(person, ct)).Type);
        Assert.Equal(person, (await rest.GetMemberAsync(guild.Id, person, ct)).User!.Id);
        var role = guild.Roles.First(role => role.Name == "Night Owl");
        await rest.AddRoleAsync(guild.Id, person, role.Id, new RequestOptions { AuditLogReason = "asked für it" }, ct);
        Assert.Contains(role.Id, (await rest.GetMemberAsync(guild.Id, person, ct)).Roles);
        await rest.RemoveRoleAsync(guild.Id, person, role.Id, RequestOptions.Default, ct);
        Assert.NotEmpty(await rest.SearchMembersAsync(guild.Id, "mik", 10, ct));
    }

    [Fact]
    public async Task EveryRouteInUse_HasItsLimitInTheStandIn_ButTheFirstAnswerToAnInteraction()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { GlobalLimit = 1000 }, new HeldClock(), NullLoggerFactory.Instance, CancellationToken.None);
        using var http = new HttpClient();
        var templates = typeof(Routes).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Select(field => field.GetValue(null)).OfType<RouteTemplate>().ToArray();
        Assert.InRange(templates.Length, 30, 200);
        foreach (var template in templates)
        {
            var path = Regex.Replace(template.Path, "{[a-z_]+}", "5", RegexOptions.None, TimeSpan.FromSeconds(1));
            using var request = new HttpRequestMessage(template.Method, new Uri(sandbox.ApiBaseAddress.AbsoluteUri.TrimEnd('/') + path));
            request.Headers.TryAddWithoutValidation("Authorization", "Bot sandbox");
            request.Headers.TryAddWithoutValidation("User-Agent", "DiscordBot (https://bronxbot.example, 1)");
            using var answer = await http.SendAsync(request);
            Assert.True(answer.Headers.Contains("X-RateLimit-Bucket") != template.Path.EndsWith("/callback", StringComparison.Ordinal), $"{template.Name}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task OpeningConversationsTooFast_IsNoticedAndStopped()
    {
        await using var bot = await Bot.StartAsync(_ => { }, options: new SandboxOptions { ConversationLimit = 2 });
        var people = ((string[])["member", "owner", "newcomer"]).Select(who => new UserId(Number(bot.Sandbox.As(who).Id))).ToArray();
        await bot.Client.Rest.OpenDirectMessageAsync(people[0], CancellationToken.None);
        await bot.Client.Rest.OpenDirectMessageAsync(people[0], CancellationToken.None);
        await bot.Client.Rest.OpenDirectMessageAsync(people[1], CancellationToken.None);
        Assert.Equal(40003, (await Assert.ThrowsAsync<DiscordApiException>(() => bot.Client.Rest.OpenDirectMessageAsync(people[2], CancellationToken.None))).Code);
        Assert.Equal(RefusalReason.TooManyConversations, (await Assert.ThrowsAsync<RequestRefusedException>(() => bot.Client.Rest.OpenDirectMessageAsync(people[2], CancellationToken.None))).Reason);
    }

    [Fact]
    public async Task TheBotsOwnPermissionsAreThoseTheStandInEnforces()
    {
        await using var bot = await Bot.StartAsync(_ => { });
        var guild = Assert.Single(bot.Client.Cache.Guilds);
        foreach (var channel in guild.Channels.Where(channel => channel.Type == ChannelType.GuildText))
        {
            var may = guild.OwnPermissionsIn(channel.Id, bot.Clock.GetUtcNow()).HasFlag(Permissions.ViewChannel | Permissions.SendMessages);
            var sent = bot.Client.Rest.SendAsync(channel.Id, new MessageDraft { Content = "may I?" }, RequestOptions.Default, CancellationToken.None);
            await bot.AdvanceUntilAsync(Task.WhenAny(sent));
            Assert.Equal(may, sent.IsCompletedSuccessfully);
            if (!may)
            {
                // Not even asked: a refusal of Discord's would count against the address.
                Assert.Equal(RefusalReason.MissingPermission, (await Assert.ThrowsAsync<RequestRefusedException>(() => sent)).Reason);
            }
        }
    }

    [Fact]
    public async Task NothingIsLostOrHandledTwiceOverEveryKindOfInterruption()
    {
        var heard = new ConcurrentQueue<string>();
        await using var bot = await Bot.StartAsync(client => client.On<MessageCreated>((created, _) =>
        {
            heard.Enqueue(created.Message.Content);
            return ValueTask.CompletedTask;
        }));
        Action[] interruptions =
        [
            bot.Sandbox.Faults.DropSockets, bot.Sandbox.Faults.AskReconnect, () => bot.Sandbox.Faults.InvalidateSessions(true), () => bot.Sandbox.Faults.CloseSockets(4000),
            () => bot.Sandbox.Faults.CloseSockets(4008), bot.Sandbox.Faults.AskHeartbeat, bot.Sandbox.Faults.SilenceSockets,
        ];
        var person = bot.Sandbox.As("member");
        var said = 0;
        foreach (var interrupt in interruptions)
        {
            await person.SayAsync("general", $"m{said++}");
            interrupt();
            await person.SayAsync("general", $"m{said++}");
            await bot.AdvanceUntilAsync(() => heard.Count == said);
        }

        Assert.Equal(Enumerable.Range(0, said).Select(n => $"m{n}"), heard);
        Assert.True(bot.Client.Shards[0].Reconnects >= 5);
    }

    [Fact]
    public async Task ACommandInTheMiddleOfARateLimitAndABrokenServerIsAnsweredOnce()
    {
        await using var bot = await Bot.StartAsync(client => client.On<MessageCreated>(async (created, ct) =>
        {
            if (created.Message.Content == ".ping")
            {
                await client.Rest.SendAsync(created.Message.ChannelId, new MessageDraft { Content = "pong" }, RequestOptions.Default, ct);
            }
        }));
        bot.Sandbox.Faults.RateLimitNext(null, "user", TimeSpan.FromSeconds(2), method: "POST");
        bot.Sandbox.Faults.FailNext(null, 502, times: 2, method: "POST");
        await bot.Sandbox.As("member").SayAsync("general", ".ping");
        await bot.AdvanceUntilAsync(() => bot.Sandbox.As("member").Read("general").Any(message => message.Content == "pong"));
        Assert.Single(bot.Sandbox.As("member").Read("general"), message => message.Content == "pong");
    }

    [Fact]
    public async Task AMessageWhoseAnswerWasLostIsNotSaidTwice()
    {
        await using var bot = await Bot.StartAsync(_ => { });
        bot.Sandbox.Faults.DropNext(null, times: 2, method: "POST");
        var sent = bot.Client.Rest.SendAsync(bot.Channel("general"), new MessageDraft { Content = "once" }, RequestOptions.Default, CancellationToken.None);
        await bot.AdvanceUntilAsync(sent);
        Assert.Equal("once", (await sent).Content);
        Assert.Single(bot.Sandbox.As("member").Read("general"), message => message.Content == "once");
    }

    [Fact]
    public async Task TheClientWorksOnTheRealClockToo()
    {
        await using var bot = await Bot.StartAsync(client => client.On<MessageCreated>(async (created, ct) =>
            await client.Rest.SendAsync(created.Message.ChannelId, new MessageDraft { Content = "echo" }, RequestOptions.Default, ct)), TimeProvider.System);
        await bot.Sandbox.As("member").SayAsync("general", "hello");
        await bot.Sandbox.As("member").NextAsync(message => message.Content == "echo");
    }

    private static ulong Number<T>(T snowflake) => ulong.Parse(snowflake!.ToString()!, CultureInfo.InvariantCulture);

    private sealed class Bot : IAsyncDisposable
    {
        private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

        private Bot(SandboxServer sandbox, TimeProvider clock, HeldClock held)
        {
            Sandbox = sandbox;
            Held = held;
            Clock = clock;
            Client = new DiscordClient(
                new DiscordOptions { Token = "sandbox", ApiBaseAddress = sandbox.ApiBaseAddress, Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent },
                clock, new Random(11), NullLoggerFactory.Instance, _services.GetRequiredService<IMeterFactory>());
        }

        public SandboxServer Sandbox { get; }

        public DiscordClient Client { get; }

        public TimeProvider Clock { get; }

        private HeldClock Held { get; }

        public static async Task<Bot> StartAsync(Action<DiscordClient> set, TimeProvider? clock = null, Action<WireExchange>? tap = null, SandboxOptions? options = null)
        {
            var held = new HeldClock();
            var sandbox = await SandboxServer.StartAsync((options ?? new SandboxOptions()) with { Tap = tap }, clock ?? held, NullLoggerFactory.Instance, CancellationToken.None);
            var bot = new Bot(sandbox, clock ?? held, held);
            var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            bot.Client.On<GuildAvailable>((_, _) =>
            {
                loaded.TrySetResult();
                return ValueTask.CompletedTask;
            });
            set(bot.Client);
            await bot.Client.StartAsync(CancellationToken.None);
            await loaded.Task.WaitAsync(Patience.Long);
            return bot;
        }

        public ChannelId Channel(string name) => new(Number(Sandbox.World.ChannelId(name)));

        public Task AdvanceUntilAsync(Task done) => AdvanceUntilAsync(() => done.IsCompleted);

        /// <summary>Moves the clock until something has happened, but not while the sockets carry what a clock that runs away would spoil.</summary>
        public async Task AdvanceUntilAsync(Func<bool> done)
        {
            using var patience = new CancellationTokenSource(Patience.Long, TimeProvider.System);
            while (!done())
            {
                if (Client.Shards[0].State is not (ConnectionState.Connecting or ConnectionState.Resuming) && (await Client.Rest.GetQueueSnapshotAsync(patience.Token)).InFlight == 0)
                {
                    Held.Advance(TimeSpan.FromMilliseconds(100));
                }

                await Task.Delay(TimeSpan.FromMilliseconds(3), TimeProvider.System, patience.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Client.DisposeAsync();
            await Sandbox.DisposeAsync();
            await _services.DisposeAsync();
        }
    }
}
