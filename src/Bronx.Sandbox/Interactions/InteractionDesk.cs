using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Interactions;

/// <summary>
/// All interactions that are under way: raises them, keeps the two clocks (3 s to answer, 15 min for the token) and knows what has
/// become of each. Everything here runs under the world's lock.
/// </summary>
internal sealed class InteractionDesk(World world) : IDisposable
{
    public static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan TokenTime = TimeSpan.FromMinutes(15);

    // Fifteen minutes of a busy load run; beyond it the oldest end early.
    private const int Limit = 200_000;

    private readonly Dictionary<Snowflake, Interaction> _byId = [];
    private readonly Dictionary<string, Interaction> _byToken = new(StringComparer.Ordinal);
    private readonly Queue<Interaction> _order = new();

    /// <summary>Raises an interaction: it gets an id and a token, the bot hears of it, and its three seconds begin.</summary>
    public Interaction Raise(InteractionKind kind, User person, Channel channel, JsonObject data, InteractionCause cause)
    {
        Forget();
        var id = world.Ids.Next();
        var interaction = new Interaction(id, NewToken(id), kind, person, channel, world.Now)
        {
            Command = cause.Command,
            Source = cause.Source,
            Opener = cause.Opener,
            Settled = cause.Settled,
        };
        interaction.Metadata = InteractionShape.Metadata(interaction);
        _byId[id] = interaction;
        _byToken[interaction.Token] = interaction;
        _order.Enqueue(interaction);
        interaction.Deadline = world.Clock.CreateTimer(_ => Expire(interaction), null, AnswerTime, Timeout.InfiniteTimeSpan);
        world.Emit(new InteractionRaised(id, channel.Guild, InteractionShape.Of(interaction, world, data)));
        return interaction;
    }

    public bool TryFind(Snowflake id, [NotNullWhen(true)] out Interaction? interaction) =>
        _byId.TryGetValue(id, out interaction) && !IsOver(interaction);

    public bool TryFindByToken(string token, [NotNullWhen(true)] out Interaction? interaction) => _byToken.TryGetValue(token, out interaction);

    public bool IsOver(Interaction interaction) => world.Now - interaction.StartedAt >= TokenTime;

    /// <summary>Notes the first answer and tells the person.</summary>
    public void Answered(Interaction interaction, CallbackKind kind)
    {
        interaction.Answer = kind;
        interaction.State = InteractionState.Answered;
        interaction.Deadline?.Dispose();
        interaction.Deadline = null;
        var word = kind switch
        {
            CallbackKind.Message => "message",
            CallbackKind.DeferredMessage => "deferred",
            CallbackKind.Modal => "modal",
            _ => "update",
        };
        if (kind != CallbackKind.Autocomplete)
        {
            world.Emit(new InteractionAnswered(interaction.Id, interaction.Person.Id, word));
        }

        if (kind == CallbackKind.Modal)
        {
            world.Emit(new ModalOpened(interaction.Id, interaction.Person.Id, interaction.Modal!));
        }

        interaction.Settled?.Invoke();
    }

    /// <summary>Where the bot's messages under this interaction come from.</summary>
    public MessageOrigin OriginOf(Interaction interaction, bool ephemeral) => new()
    {
        Kind = interaction.Kind == InteractionKind.Command
            ? interaction.Command!.Type == 1 ? MessageKind.SlashCommand : MessageKind.ContextCommand
            : MessageKind.Default,
        AllowedMentions = AllowedMentions.UsersOnly,
        ApplicationId = world.Bot.Id,
        EphemeralFor = ephemeral ? interaction.Person.Id : null,
        Metadata = interaction.Metadata!.DeepClone().AsObject(),
        ReplyTo = interaction.Kind == InteractionKind.Component ? interaction.Source?.Id : null,
    };

    public void Dispose()
    {
        lock (world.Gate)
        {
            foreach (var interaction in _byId.Values)
            {
                interaction.Deadline?.Dispose();
            }
        }
    }

    private void Expire(Interaction interaction)
    {
        lock (world.Gate)
        {
            if (interaction.State != InteractionState.Waiting)
            {
                return;
            }

            interaction.State = InteractionState.Failed;
            interaction.Deadline?.Dispose();
            interaction.Deadline = null;
            world.Emit(new InteractionFailed(interaction.Id, interaction.Person.Id, $"{world.Bot.DisplayName} did not respond in time."));
            interaction.Settled?.Invoke();
        }
    }

    private void Forget()
    {
        while (_order.TryPeek(out var oldest) && (_order.Count > Limit || world.Now - oldest.StartedAt > TokenTime + TokenTime))
        {
            _order.Dequeue();
            oldest.Deadline?.Dispose();
            _byId.Remove(oldest.Id);
            _byToken.Remove(oldest.Token);
        }
    }

    private string NewToken(Snowflake id)
    {
        Span<byte> secret = stackalloc byte[48];
        world.Chance.NextBytes(secret);
        return Convert.ToBase64String(Encoding.ASCII.GetBytes($"interaction:{id}:{Convert.ToHexStringLower(secret)}")).Replace('+', '-').Replace('/', '_').TrimEnd('=');
    }
}

/// <summary>What an interaction comes from, and who wants to know when it is settled.</summary>
internal sealed record InteractionCause
{
    public ApplicationCommand? Command { get; init; }

    public Message? Source { get; init; }

    public Interaction? Opener { get; init; }

    public Action? Settled { get; init; }
}
