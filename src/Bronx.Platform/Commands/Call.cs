using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Commands;

/// <summary>Who called, where and when: what commands and components share.</summary>
public abstract class Call
{
    private protected Call(CallScene scene) => Scene = scene;

    /// <summary>The command, or the command a component belongs to.</summary>
    public CommandDefinition Command => Scene.Command;

    public CommandForm Form => Scene.Form;

    public User Caller => Scene.Caller;

    /// <summary>Null in direct messages.</summary>
    public Member? Member => Scene.Member;

    /// <summary>Null in direct messages.</summary>
    public GuildId? Guild => Scene.Guild;

    public ChannelId Channel => Scene.Channel;

    /// <summary>The message's or interaction's id: the same for a repeated delivery, so that what follows from it can be done once.</summary>
    public ulong EventId => Scene.EventId;

    /// <summary>When the event arrived here.</summary>
    public DateTimeOffset ReceivedAt => Scene.ReceivedAt;

    /// <summary>The prefix in use here, for texts.</summary>
    public string Prefix => Scene.Prefix;

    /// <summary>Whether the caller is one of the configured owners.</summary>
    public bool IsOwner => Scene.IsOwner;

    /// <summary>Whether the caller accepted the Terms and allows being counted by name. A command through which a person accepts may set it.</summary>
    public bool MayRecord
    {
        get => Scene.MayRecord;
        set => Scene.MayRecord = value;
    }

    /// <summary>Where coins moved by this call come from.</summary>
    public TransferOrigin Origin => new(Caller.Id, Guild, Channel, EventId);

    /// <summary>What to call the caller here: nickname, else display name. Not escaped.</summary>
    public string CallerName => Member?.Nick ?? Caller.DisplayName;

    internal CallScene Scene { get; }

    /// <summary>Where the answer is, to be changed by a <see cref="ReplyEditor"/>; null until something was shown in answer to a message.</summary>
    public ShownReply? Shown => Scene.Target.Shown;

    /// <summary>How a person would type a command here: <c>.daily</c> or <c>/daily</c>, by the form of this call.</summary>
    public string Spelling(string commandName) => Form == CommandForm.Prefix ? Prefix + commandName : "/" + commandName;

    /// <summary>
    /// Shows an early frame (for a component: changes its message). Frames that pile up are shed; the outcome's reply always comes last.
    /// </summary>
    public ValueTask<ShownReply> ShowAsync(Reply reply, CancellationToken ct) => Scene.Target.ShowAsync(reply, ct);
}
