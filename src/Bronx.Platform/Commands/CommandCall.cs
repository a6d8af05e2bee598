using System.Diagnostics.CodeAnalysis;

namespace Bronx.Platform.Commands;

/// <summary>One call of a command, with its arguments read.</summary>
public sealed class CommandCall : Call
{
    private readonly IReadOnlyDictionary<string, object> _arguments;
    private readonly string? _confirmed;

    internal CommandCall(CallScene scene, IReadOnlyDictionary<string, object> arguments, string? confirmed = null)
        : base(scene)
    {
        _arguments = arguments;
        _confirmed = confirmed;
    }

    /// <summary>Whether the caller was asked about exactly this by <see cref="Confirming.Confirmations"/>, and agreed.</summary>
    public bool IsConfirmed(string subject) => _confirmed == subject;

    /// <summary>A required argument.</summary>
    /// <exception cref="InvalidOperationException">It is optional and was not given, or it is not a parameter of this command.</exception>
    public T Get<T>(Parameter<T> parameter) => TryGet(parameter, out var value)
        ? value
        : throw new InvalidOperationException($"'{Command.Name}' was called without '{parameter.Name}'; ask TryGet for optional parameters.");

    /// <summary>An optional argument; false when it was not given.</summary>
    public bool TryGet<T>(Parameter<T> parameter, [MaybeNullWhen(false)] out T value)
    {
        if (_arguments.TryGetValue(parameter.Name, out var found) && found is T typed)
        {
            value = typed;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The same call, answered where the press was made. It keeps its event, so that what follows from it happens once.</summary>
    internal CommandCall Again(ComponentCall press, string confirmed) => new(
        new()
        {
            Command = Command,
            Form = Form,
            Caller = press.Caller,
            Member = press.Member,
            Guild = press.Guild,
            Channel = press.Channel,
            EventId = EventId,
            ReceivedAt = ReceivedAt,
            ReceivedStamp = press.Scene.ReceivedStamp,
            Prefix = press.Prefix,
            IsOwner = press.IsOwner,
            AppPermissions = press.Scene.AppPermissions,
            Target = press.Scene.Target,
            MayRecord = press.MayRecord,
        },
        _arguments,
        confirmed);
}
