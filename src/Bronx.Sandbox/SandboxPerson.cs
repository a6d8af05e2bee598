using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.People;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox;

/// <summary>
/// A human of the sandbox in the hands of a test. Channels are named (<c>general</c>, <c>#general</c>), given by id, or
/// <c>@bot</c> for direct messages. What that person could not do throws <see cref="SandboxRefusal"/>.
/// </summary>
public sealed class SandboxPerson
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    private readonly PersonActions _actions;
    private readonly World _world;
    private readonly Mailbox _mailbox = new();

    internal SandboxPerson(User user, PersonActions actions)
    {
        User = user;
        _actions = actions;
        _world = actions.World;
    }

    public Snowflake Id => User.Id;

    public string Name => User.DisplayName;

    /// <summary>How this person is mentioned.</summary>
    public string Mention => $"<@{Id}>";

    internal User User { get; }

    /// <summary>Sends a message.</summary>
    public Task<SentMessage> SayAsync(string channel, string text, MessageRef? replyTo = null) => Do(() =>
    {
        var message = _actions.Say(User, Channel(channel), text, replyTo?.Id);
        return new SentMessage(message.Id, message.Channel.Id, message.Content);
    });

    /// <summary>Sends many messages at once, as a spammer does; <c>{0}</c> in the text becomes the message's number from 1.</summary>
    public Task<IReadOnlyList<SentMessage>> FloodAsync(string channel, int count, string text) => Do<IReadOnlyList<SentMessage>>(() =>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var place = Channel(channel);
        return [.. Enumerable.Range(1, count).Select(number =>
        {
            var message = _actions.Say(User, place, text.Replace("{0}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), replyTo: null);
            return new SentMessage(message.Id, message.Channel.Id, message.Content);
        })];
    });

    /// <summary>Begins a thread in a channel, on a message or on none; answers its id, by which it is written in like a channel.</summary>
    public Task<Snowflake> BeginThreadAsync(string channel, string name, MessageRef? on = null) => Do(() => _actions.BeginThread(User, Channel(channel), name, on?.Id).Id);

    /// <summary>Joins the demo server, or the server of an invite.</summary>
    public Task JoinAsync(string? invite = null) => Do(() =>
    {
        var (guild, link) = invite is null ? (_world.TouchedGuilds.First(), null) : Invite(invite);
        _actions.Membership.Join(User, guild, link);
        return true;
    });

    /// <summary>Leaves the demo server, or another by its id.</summary>
    public Task LeaveAsync(Snowflake? guild = null) => Do(() =>
    {
        _actions.Membership.Leave(User, Guild(guild));
        return true;
    });

    /// <summary>Agrees to the rules of a server with screening.</summary>
    public Task FinishScreeningAsync(Snowflake? guild = null) => Do(() =>
    {
        _actions.Membership.FinishScreening(User, Guild(guild));
        return true;
    });

    /// <summary>Comes online, or goes away.</summary>
    public Task SetOnlineAsync(bool online) => Do(() =>
    {
        _actions.Membership.SetOnline(User, online);
        return true;
    });

    /// <summary>Lets the bot write direct messages, or not: then it gets 50007.</summary>
    public Task SetDirectMessagesAsync(bool open) => Do(() =>
    {
        User.ClosedDirectMessages = !open;
        _world.Changed = true;
        return true;
    });

    /// <summary>Changes one's own message.</summary>
    public Task EditAsync(MessageRef message, string text) => Do(() => _actions.Edit(User, Channel(message), message.Id, text));

    /// <summary>Deletes one's own message, another's as a moderator, or dismisses an ephemeral one.</summary>
    public Task DeleteAsync(MessageRef message) => Do(() =>
    {
        _actions.Delete(User, Channel(message), message.Id);
        return true;
    });

    /// <summary>Adds a reaction: an emoji, or <c>name:id</c>.</summary>
    public Task ReactAsync(MessageRef message, string emoji) => Do(() =>
    {
        _actions.React(User, Channel(message), message.Id, emoji);
        return true;
    });

    /// <summary>Takes one's own reaction back.</summary>
    public Task UnreactAsync(MessageRef message, string emoji) => Do(() =>
    {
        _actions.Unreact(User, Channel(message), message.Id, emoji);
        return true;
    });

    /// <summary>
    /// Uses a slash command. Subcommands follow the name (<c>setup server</c>). Option values are text; people, channels and roles may be
    /// given by name.
    /// </summary>
    public Task<InteractionRun> SlashAsync(string channel, string command, params (string Name, string Value)[] options) =>
        Begin(settled =>
        {
            var place = Channel(channel);
            var (found, shaped) = Slash(place, command, options);
            return _actions.Command(User, place, found, shaped, settled);
        });

    /// <summary>Asks for completions of the option named last.</summary>
    public Task<InteractionRun> CompleteAsync(string channel, string command, params (string Name, string Value)[] options) =>
        Begin(settled =>
        {
            var place = Channel(channel);
            var (found, shaped) = Slash(place, command, options);
            return _actions.Autocomplete(User, place, found, shaped, options.Length > 0 ? options[^1].Name : throw new SandboxRefusal("Name the option to complete."), settled);
        });

    /// <summary>Uses a command from the menu of a person.</summary>
    public Task<InteractionRun> UserCommandAsync(string channel, string command, Snowflake target) => Menu(channel, command, 2, target);

    /// <summary>Uses a command from the menu of a message.</summary>
    public Task<InteractionRun> MessageCommandAsync(MessageRef message, string command) => Menu(message.ChannelId.ToString(), command, 3, message.Id);

    /// <summary>Presses a button, named by custom id or label.</summary>
    public Task<InteractionRun> PressAsync(MessageRef message, string button) => Begin(settled =>
    {
        var channel = Channel(message);
        var control = Control(channel, message.Id, button, select: false);
        return _actions.Component(User, channel, message.Id, control.CustomId ?? throw new SandboxRefusal($"{button} is a link."), null, settled);
    });

    /// <summary>Chooses in a select, named by custom id or placeholder. Values may be labels, or names of people, roles and channels.</summary>
    public Task<InteractionRun> SelectAsync(MessageRef message, string select, params string[] values) => Begin(settled =>
    {
        var channel = Channel(message);
        var control = Control(channel, message.Id, select, select: true);
        return _actions.Component(User, channel, message.Id, control.CustomId!, [.. values.Select(value => Choice(control, value))], settled);
    });

    /// <summary>Sends a form; fields are named by custom id or label.</summary>
    public Task<InteractionRun> SubmitAsync(SeenModal modal, params (string Field, string Value)[] values) => Begin(settled =>
    {
        var filled = new JsonObject();
        foreach (var (name, value) in values)
        {
            var field = modal.Fields.FirstOrDefault(candidate => candidate.CustomId == name || candidate.Label == name)
                ?? throw new SandboxRefusal($"The form has no field {name}; it has {string.Join(", ", modal.Fields.Select(candidate => candidate.Label))}.");
            filled[field.CustomId] = field.Type == 4 ? value : new JsonArray(value);
        }

        return _actions.Submit(User, modal.InteractionId, modal.CustomId, filled, settled);
    });

    /// <summary>
    /// The next message of somebody else that this person sees and that fits: new or edited, own ephemeral ones included. Messages are
    /// looked at in order and each once; those before the one found are passed over. The timeout is real time, five minutes unless
    /// given: it ends a wait in vain and measures nothing.
    /// </summary>
    public Task<SeenMessage> NextAsync(Func<SeenMessage, bool>? wanted = null, TimeSpan? timeout = null) =>
        _mailbox.NextAsync(wanted ?? (_ => true), timeout ?? DefaultTimeout);

    /// <summary>All messages to come, new or edited, one after the other.</summary>
    public async IAsyncEnumerable<SeenMessage> MessagesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            yield return await _mailbox.NextAsync(_ => true, TimeSpan.FromDays(1)).WaitAsync(cancellation);
        }
    }

    /// <summary>Everything not looked at yet; the mailbox is empty afterwards.</summary>
    public IReadOnlyList<SeenMessage> TakeSeen() => _mailbox.TakeAll();

    /// <summary>What a channel shows this person now, oldest first.</summary>
    public IReadOnlyList<SeenMessage> Read(string channel)
    {
        lock (_world.Gate)
        {
            return [.. Channel(channel).History.All.Where(message => _world.CanSee(User, message))
                .Select(message => SeenMessage.Of(message, _world, User, message.EditedAt is not null))];
        }
    }

    internal void Deliver(SeenMessage message) => _mailbox.Put(message);

    private Task<T> Do<T>(Func<T> act)
    {
        lock (_world.Gate)
        {
            try
            {
                return Task.FromResult(act());
            }
            catch (SandboxRefusal refusal)
            {
                return Task.FromException<T>(refusal);
            }
        }
    }

    private Task<InteractionRun> Begin(Func<Action, Interaction> raise) => Do(() =>
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new InteractionRun(_world, raise(() => settled.TrySetResult()), settled);
    });

    private Task<InteractionRun> Menu(string channel, string command, int type, Snowflake target) => Begin(settled =>
    {
        var place = Channel(channel);
        var found = _actions.Offered(User, place.Guild).FirstOrDefault(offered => offered.Type == type && offered.Name == command)
            ?? throw new SandboxRefusal($"There is no command {command} in that menu.");
        return _actions.Command(User, place, found, [new JsonObject { ["value"] = target.ToString() }], settled);
    });

    private (ApplicationCommand Command, IReadOnlyList<JsonObject> Options) Slash(Channel channel, string text, (string Name, string Value)[] options) =>
        SlashLine.Shape(_world, _actions, User, channel, text, options);

    private string Choice(SeenControl control, string value) => control.Type == 3
        ? control.Options.FirstOrDefault(option => option.Value == value || option.Label == value)?.Value ?? value
        : SlashLine.IdOf(_world, value);

    private SeenControl Control(Channel channel, Snowflake messageId, string name, bool select)
    {
        var message = _actions.Visible(User, channel, messageId);
        var controls = Components.Controls(message.Components).Select(SeenControl.Of).Where(control => (control.Type != 2) == select).ToList();
        return controls.Find(control => control.CustomId == name) ?? controls.Find(control => control.Label == name)
            ?? throw new SandboxRefusal($"The message has no {(select ? "select" : "button")} {name}; it has {string.Join(", ", controls.Select(control => control.Label ?? control.CustomId))}.");
    }

    private Guild Guild(Snowflake? id) =>
        id is { } known ? _world.FindGuild(known) ?? throw new SandboxRefusal("There is no such server.") : _world.TouchedGuilds.First();

    private (Guild Guild, Invite Link) Invite(string code) =>
        _world.TouchedGuilds.FirstOrDefault(guild => guild.Invites.ContainsKey(code)) is { } guild && guild.Invites[code] is { } link && !link.IsOver(_world.Now)
            ? (guild, link)
            : throw new SandboxRefusal("That invite does not work any more.");

    private Channel Channel(string name)
    {
        if (name is "@bot" or "dm")
        {
            return _world.DirectWith(User);
        }

        return (Snowflake.TryParse(name, out var id) ? _world.FindChannel(id) : _world.FindChannelByName(name))
            ?? throw new SandboxRefusal($"There is no channel {name}.");
    }

    private Channel Channel(MessageRef message) => _world.FindChannel(message.ChannelId) ?? throw new SandboxRefusal("That channel is not there.");
}
