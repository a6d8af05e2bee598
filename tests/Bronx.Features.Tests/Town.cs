using System.Threading.Channels;
using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Platform;
using Bronx.Platform.Commands;
using Bronx.Platform.Configuration;
using Bronx.Platform.Events;
using Bronx.Platform.Guilds;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Bronx.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using GuildChannel = Bronx.Discord.Models.Channel;

namespace Bronx.Features.Tests;

/// <summary>
/// All slices on a real store and a held clock, in a small server of their own: what happens there is put in by hand, what the bot does
/// there is read as lines ("delete #500 9001").
/// </summary>
internal sealed class Town : IGuildDirectory, IGuildWire, IAsyncDisposable
{
    public static readonly GuildId Guild = new(400);
    public static readonly ChannelId General = new(500);
    public static readonly ChannelId Hall = new(501);
    public static readonly ChannelId Log = new(502);
    public static readonly ChannelId Corner = new(503);
    public static readonly ChannelId Thread = new(504);
    public static readonly ChannelId Category = new(600);
    public static readonly UserId Owner = new(1);
    public static readonly RoleId Novice = new(401);
    public static readonly RoleId Friend = new(402);
    public static readonly RoleId Crew = new(420);
    public static readonly RoleId Star = new(430);
    public static readonly RoleId Bot = new(410);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bronx-town-");
    private readonly Channel<string> _done = System.Threading.Channels.Channel.CreateUnbounded<string>();
    private readonly List<string> _all = [];
    private ServiceProvider _services = null!;
    private Database _database = null!;
    private ulong _next = 9_000;

    private Town(HeldClock clock) => Clock = clock;

    public HeldClock Clock { get; }

    /// <summary>What the bot may do everywhere.</summary>
    public Permissions Own { get; set; } =
        Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks | Permissions.ManageMessages | Permissions.ManageRoles | Permissions.ModerateMembers
        | Permissions.KickMembers | Permissions.BanMembers;

    public List<Role> AllRoles { get; } =
    [
        new() { Id = new(400), Name = "@everyone" },
        new() { Id = Novice, Name = "Novice", Position = 1 },
        new() { Id = Friend, Name = "Friend", Position = 2 },
        new() { Id = Crew, Name = "Crew", Position = 5, Permissions = Permissions.ManageMessages },
        new() { Id = Bot, Name = "Bot", Position = 10 },
        new() { Id = Star, Name = "Star", Position = 20 },
    ];

    /// <summary>Who does not take direct messages.</summary>
    public HashSet<UserId> Unwilling { get; } = [];

    /// <summary>Members that can be asked for.</summary>
    public Dictionary<UserId, Member> Members { get; } = [];

    /// <summary>Everything the bot did so far.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_all) { return [.. _all]; }
        }
    }

    public static async Task<Town> OpenAsync(params (string Key, string Value)[] choices)
    {
        var town = new Town(new HeldClock());
        await town.StartAsync();
        if (choices.Length > 0)
        {
            await town.ChooseAsync(choices);
        }

        return town;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The process ends and another one begins on the same store.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        await StartAsync();
    }

    public async Task ChooseAsync(params (string Key, string Value)[] choices) => Assert.IsType<OptionChangeOutcome.Changed>(await Get<OptionBook>().ChangeAsync(
        Guild, choices.ToDictionary(choice => choice.Key, choice => (string?)choice.Value, StringComparer.Ordinal), new OptionCause(Owner, "test"), default));

    public static User Person(ulong id, string name = "Mira") => new() { Id = new(id), Username = name };

    public static Member Member(User user, params RoleId[] roles) => new() { User = user, Roles = roles };

    /// <summary>Somebody writes.</summary>
    public Message Say(ulong person, string text, ChannelId? channel = null, params RoleId[] roles) => new()
    {
        Id = new(++_next),
        ChannelId = channel ?? General,
        GuildId = Guild,
        Author = Person(person),
        Member = new Member { Roles = roles },
        Content = text,
    };

    public Task HearAsync<TListener>(Message message)
        where TListener : IListener<MessageCreated> => Get<TListener>().HearAsync(new MessageCreated(message), default).AsTask();

    /// <summary>The next thing the bot does that begins so; what it does before is passed over.</summary>
    public async Task<string> NextAsync(string beginning)
    {
        using var late = new CancellationTokenSource(Patience.Long, TimeProvider.System);
        try
        {
            while (true)
            {
                var line = await _done.Reader.ReadAsync(late.Token);
                if (line.StartsWith(beginning, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException over)
        {
            throw new TimeoutException($"The bot never did '{beginning}'; it did: {string.Join(" | ", All)}", over);
        }
    }

    /// <summary>The same, while held time passes.</summary>
    public async Task<string> NextWhilePassingAsync(string beginning, TimeSpan step)
    {
        var next = NextAsync(beginning);
        while (!next.IsCompleted)
        {
            Clock.Advance(step);
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System));
        }

        return await next;
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience.Long, "It never came to be.");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    public GuildSummary? Find(GuildId guild) => guild == Guild ? new(Guild, "Test Town", Owner, 42, [Bot], Own) : null;

    public Permissions? PermissionsOf(GuildId guild, UserId user, Member member) => AllRoles
        .Where(role => member.Roles.Contains(role.Id)).Aggregate(Permissions.ViewChannel | Permissions.SendMessages, (sum, role) => sum | role.Permissions);

    public Permissions? PermissionsOf(GuildId guild, ChannelId channel, UserId user, Member member) => PermissionsOf(guild, user, member);

    public Permissions? OwnPermissions(GuildId guild, ChannelId channel) => channel == Log ? Own | Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks : FindChannel(guild, channel) is null ? null : Own;

    public IReadOnlyList<Role> Roles(GuildId guild) => AllRoles;

    public IReadOnlyList<GuildChannel> Channels(GuildId guild) =>
    [
        new() { Id = General, Name = "general" }, new() { Id = Hall, Name = "hall" }, new() { Id = Log, Name = "log" },
        new() { Id = Corner, Name = "corner", ParentId = Category }, new() { Id = Category, Name = "quiet", Type = ChannelType.GuildCategory },
        new() { Id = Thread, Name = "thread", ParentId = Corner, Type = ChannelType.PublicThread },
    ];

    public GuildChannel? FindChannel(GuildId guild, ChannelId channel) => Channels(guild).FirstOrDefault(one => one.Id == channel);

    public ValueTask<Member?> FindMemberAsync(GuildId guild, UserId user, CancellationToken ct) => ValueTask.FromResult(Members.GetValueOrDefault(user));

    public ValueTask<User?> FindUserAsync(UserId user, CancellationToken ct) => ValueTask.FromResult<User?>(null);

    public ValueTask<IReadOnlyList<Member>> SearchMembersAsync(GuildId guild, string name, int limit, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<Member>>([]);

    public Task<Message> SendAsync(ChannelId channel, MessageDraft draft, string? cause, CancellationToken ct)
    {
        var text = string.Join(" / ", new[] { draft.Content }.Concat((draft.Embeds ?? []).Select(embed => $"[{embed.Title}] {embed.Description}")).Where(part => !string.IsNullOrEmpty(part)));
        var rings = draft.AllowedMentions.Users is { Count: > 0 } users ? $" (rings {string.Join(' ', users)})" : "";
        var id = Interlocked.Increment(ref _next);
        Did($"send #{channel} {text}{rings}");
        return Task.FromResult(new Message { Id = new(id), ChannelId = channel, Author = Person(999, "bronx") });
    }

    public Task<DirectDelivery> SendDirectAsync(UserId person, ulong cause, Reply reply, CancellationToken ct)
    {
        Did($"direct @{person} {reply.Content}{string.Join(' ', reply.Embeds.Select(embed => embed.Description))}");
        return Task.FromResult(Unwilling.Contains(person) ? DirectDelivery.Unwanted : DirectDelivery.Sent);
    }

    public Task DeleteAsync(ChannelId channel, MessageId message, string reason, CancellationToken ct) => Act($"delete #{channel} {message}");

    public Task DeleteAsync(ChannelId channel, IReadOnlyList<MessageId> messages, string reason, CancellationToken ct) => Act($"delete #{channel} {string.Join(' ', messages.Order())}");

    public Task AddRoleAsync(GuildId guild, UserId person, RoleId role, string reason, CancellationToken ct) => Act($"role @{person} {role}");

    public Task TimeOutAsync(GuildId guild, UserId person, DateTimeOffset until, string reason, CancellationToken ct) =>
        Act($"timeout @{person} {(until - Clock.GetUtcNow()).TotalMinutes:0} min");

    public Task KickAsync(GuildId guild, UserId person, string reason, CancellationToken ct) => Act($"kick @{person}");

    public Task BanAsync(GuildId guild, UserId person, TimeSpan deleteBack, string reason, CancellationToken ct) => Act($"ban @{person}");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddMetrics();
        services.AddSingleton<TimeProvider>(Clock).AddSingleton<IGuildDirectory>(this).AddSingleton<IGuildWire>(this);
        services.AddPlatform(new SettingsCatalogue(), new ConfigurationBuilder().AddInMemoryCollection([new("Commands:Owners", "4194305")]).Build(), FeatureList.All);
        var migrations = services.Select(service => service.ImplementationInstance).OfType<MigrationSet>();
        _database = await Database.OpenAsync(new StorageOptions { DataDirectory = _folder.FullName }, [Ledger.Migrations, .. migrations], Clock, NullLoggerFactory.Instance, default);
        services.AddSingleton(_database);
        _services = services.BuildServiceProvider();
        await Get<OptionBook>().StartAsync(default);
        await Get<Features.ServerRules.Blacklist.BlacklistBook>().StartAsync(default);
        await Get<Features.AutoModeration.Raids.RaidBook>().StartAsync(default);
        await Get<Features.Welcome.WaitingRoom>().StartAsync(default);
    }

    private Task Act(string what)
    {
        Did(what);
        return Task.CompletedTask;
    }

    private void Did(string what)
    {
        lock (_all)
        {
            _all.Add(what);
        }

        _done.Writer.TryWrite(what);
    }
}
