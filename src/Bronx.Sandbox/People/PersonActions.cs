using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.Rest;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.People;

/// <summary>
/// What a human can do in the world, with the refusals a human would meet. The page and the tests both act through it; every method
/// runs under the world's lock, taken by the caller.
/// </summary>
internal sealed class PersonActions(World world, MessageWriter writer, InteractionDesk desk, Membership membership, Threads threads)
{
    private readonly Dictionary<(Snowflake Channel, Snowflake User), DateTimeOffset> _lastSaid = [];

    public World World => world;

    public Membership Membership => membership;

    public Message Say(User person, Channel channel, string text, Snowflake? replyTo)
    {
        Need(person, channel, Permission.SendMessages, "You cannot write in this channel.");
        var content = text.Trim();
        if (content.Length is 0 or > 2000)
        {
            throw new SandboxRefusal(content.Length == 0 ? "Write something first." : $"That is {content.Length} characters; a message holds 2000.");
        }

        if (replyTo is { } target && (channel.History.Find(target) is not { } answered || answered.EphemeralFor is not null))
        {
            throw new SandboxRefusal("The message you answer is not there.");
        }

        if (channel.Thread is { Locked: true } && !world.PermissionsOf(person, channel).HasFlag(Permission.ManageThreads))
        {
            throw new SandboxRefusal("This thread is locked.");
        }

        KeepSlowmode(person, channel);
        return writer.Create(channel, person, MessageForm.OfText(content, replyTo), [], MessageOrigin.Plain);
    }

    public Message Edit(User person, Channel channel, Snowflake id, string text)
    {
        var message = Visible(person, channel, id);
        if (message.Author != person)
        {
            throw new SandboxRefusal("You can edit your own messages only.");
        }

        var content = text.Trim();
        if (content.Length is 0 or > 2000)
        {
            throw new SandboxRefusal("A message holds 1 to 2000 characters.");
        }

        writer.Edit(message, MessageForm.OfText(content, replyTo: null), [], AllowedMentions.All);
        return message;
    }

    /// <summary>Deletes one's own message, another's as a moderator, or dismisses an ephemeral one.</summary>
    public void Delete(User person, Channel channel, Snowflake id)
    {
        var message = Visible(person, channel, id);
        if (message.Author != person && message.EphemeralFor != person.Id)
        {
            Need(person, channel, Permission.ManageMessages, "You can delete your own messages only.");
        }

        writer.Delete(message);
    }

    public void React(User person, Channel channel, Snowflake id, string emojiText)
    {
        var message = Visible(person, channel, id);
        var emoji = ReadEmoji(emojiText);
        if (message.IsEphemeral)
        {
            throw new SandboxRefusal("Nobody can react to a message that only you see.");
        }

        Need(person, channel, Permission.ReadMessageHistory, "You cannot react here.");
        var reaction = message.Reactions.Find(known => known.Emoji == emoji);
        if (reaction is null)
        {
            Need(person, channel, Permission.AddReactions, "You cannot add reactions here.");
            if (message.Reactions.Count >= 20)
            {
                throw new SandboxRefusal("A message takes 20 different reactions.");
            }

            message.Reactions.Add(reaction = new Reaction(emoji, []));
        }

        if (!reaction.Users.Contains(person.Id))
        {
            reaction.Users.Add(person.Id);
            world.Emit(new ReactionAdded(message, emoji, person));
        }
    }

    public void Unreact(User person, Channel channel, Snowflake id, string emojiText)
    {
        var message = Visible(person, channel, id);
        var emoji = ReadEmoji(emojiText);
        var reaction = message.Reactions.Find(known => known.Emoji == emoji);
        if (reaction is null || !reaction.Users.Remove(person.Id))
        {
            throw new SandboxRefusal("You have not reacted with that.");
        }

        if (reaction.Users.Count == 0)
        {
            message.Reactions.Remove(reaction);
        }

        world.Emit(new ReactionRemoved(message, emoji, person));
    }

    /// <summary>Begins a thread in a channel, on a message of it or on none.</summary>
    public Channel BeginThread(User person, Channel parent, string name, Snowflake? onMessage)
    {
        Need(person, parent, Permission.CreatePublicThreads, "You cannot begin a thread here.");
        if (parent.Kind is not (ChannelKind.Text or ChannelKind.Announcement))
        {
            throw new SandboxRefusal("There are no threads in this channel.");
        }

        if (name.Trim().Length is 0 or > 100)
        {
            throw new SandboxRefusal("A thread's name has 1 to 100 characters.");
        }

        var message = onMessage is { } id ? Visible(person, parent, id) : null;
        if (message is not null && (message.IsEphemeral || world.FindChannel(message.Id) is not null))
        {
            throw new SandboxRefusal("That message has a thread already, or cannot have one.");
        }

        if (parent.Guild!.Threads.Count(thread => !thread.Thread!.Archived) >= Threads.ActiveLimit)
        {
            throw new SandboxRefusal("Too many threads are open.");
        }

        var begun = threads.Begin(parent, message?.Id ?? world.Ids.Next(), ChannelKind.PublicThread, name.Trim(), person);
        if (message is not null)
        {
            message.Flags |= MessageFlags.HasThread;
            world.Emit(new MessageEdited(message));
        }

        return begun;
    }

    public void Type(User person, Channel channel)
    {
        Need(person, channel, Permission.SendMessages, "You cannot write in this channel.");
        world.Emit(new TypingStarted(channel, person));
    }

    public Interaction Command(User person, Channel channel, ApplicationCommand command, IReadOnlyList<JsonObject> options, Action? settled)
    {
        CheckOffer(person, channel, command);
        var data = new CommandData(world, channel, command).Build(options, focused: null);
        return desk.Raise(InteractionKind.Command, person, channel, data, new InteractionCause { Command = command, Settled = settled });
    }

    public Interaction Autocomplete(User person, Channel channel, ApplicationCommand command, IReadOnlyList<JsonObject> options, string focused, Action? settled)
    {
        CheckOffer(person, channel, command);
        var data = new CommandData(world, channel, command).Build(options, focused);
        return desk.Raise(InteractionKind.Autocomplete, person, channel, data, new InteractionCause { Command = command, Settled = settled });
    }

    public Interaction Component(User person, Channel channel, Snowflake messageId, string customId, IReadOnlyList<string>? values, Action? settled)
    {
        var message = Visible(person, channel, messageId);
        var component = Components.Find(message.Components, customId) ?? throw new SandboxRefusal("This message has no such control.");
        if (component["disabled"] is { } disabled && (bool)disabled!)
        {
            throw new SandboxRefusal("This control is disabled.");
        }

        var data = new ComponentData(world, channel).Build(component, values ?? []);
        return desk.Raise(InteractionKind.Component, person, channel, data, new InteractionCause { Source = message, Settled = settled });
    }

    public Interaction Submit(User person, Snowflake openerId, string customId, JsonObject values, Action? settled)
    {
        if (!desk.TryFind(openerId, out var opener) || opener.Person != person || opener.Modal is not { } modal || (string?)modal["custom_id"] != customId)
        {
            throw new SandboxRefusal("There is no such form open.");
        }

        if (opener.ModalSubmitted)
        {
            throw new SandboxRefusal("You have sent this form already.");
        }

        var data = new ModalData(world, opener.Channel).Build(modal, values);
        opener.ModalSubmitted = true;
        return desk.Raise(InteractionKind.ModalSubmit, person, opener.Channel, data, new InteractionCause { Opener = opener, Source = opener.Source, Settled = settled });
    }

    /// <summary>The commands a person is offered in a guild, or in direct messages.</summary>
    public IEnumerable<ApplicationCommand> Offered(User person, Guild? guild) =>
        world.Commands.OfferedIn(guild?.Id).Where(command => IsOffered(person, guild, command));

    public Message Visible(User person, Channel channel, Snowflake id) =>
        channel.History.Find(id) is { } message && world.CanSee(person, message) ? message : throw new SandboxRefusal("That message is not there.");

    private void CheckOffer(User person, Channel channel, ApplicationCommand command)
    {
        Need(person, channel, Permission.UseApplicationCommands, "You cannot use commands in this channel.");
        if (!IsOffered(person, channel.Guild, command))
        {
            throw new SandboxRefusal($"You may not use /{command.Name} here.");
        }
    }

    private bool IsOffered(User person, Guild? guild, ApplicationCommand command)
    {
        if (command.Definition["contexts"] is JsonArray contexts && !contexts.Any(context => (int)context! == (guild is null ? 1 : 0)))
        {
            return false;
        }

        if (guild is null)
        {
            return command.Definition["dm_permission"] is not { } direct || (bool)direct!;
        }

        if (command.DefaultPermissions is not { } needed)
        {
            return true;
        }

        var has = guild.FindMember(person.Id) is { } member ? PermissionMath.Base(guild, member, world.Now) : Permission.None;
        return has == Permission.All || (needed != Permission.None && has.HasFlag(needed));
    }

    private void Need(User person, Channel channel, Permission permission, string refusal)
    {
        var has = world.PermissionsOf(person, channel);
        if (!has.HasFlag(Permission.ViewChannel) || !has.HasFlag(permission))
        {
            throw new SandboxRefusal(has.HasFlag(Permission.ViewChannel) ? refusal : "You cannot see that channel.");
        }

        if (channel.Guild?.FindMember(person.Id) is { Pending: true })
        {
            throw new SandboxRefusal("Agree to the server's rules first.");
        }

        if (!channel.HoldsMessages)
        {
            throw new SandboxRefusal("That is not a channel to write in.");
        }
    }

    private void KeepSlowmode(User person, Channel channel)
    {
        const Permission Free = Permission.BypassSlowmode | Permission.ManageMessages | Permission.ManageChannels;
        if (channel.Slowmode == 0 || (world.PermissionsOf(person, channel) & Free) != Permission.None)
        {
            return;
        }

        var wait = _lastSaid.GetValueOrDefault((channel.Id, person.Id)) + TimeSpan.FromSeconds(channel.Slowmode) - world.Now;
        if (wait > TimeSpan.Zero)
        {
            throw new SandboxRefusal($"This channel is in slow mode; wait {Math.Ceiling(wait.TotalSeconds)} s.");
        }

        _lastSaid[(channel.Id, person.Id)] = world.Now;
    }

    private static Emoji ReadEmoji(string text) => Emoji.TryParse(text, out var emoji) ? emoji : throw new SandboxRefusal($"{text} is no emoji.");
}
