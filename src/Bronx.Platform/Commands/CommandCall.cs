using System.Diagnostics.CodeAnalysis;

namespace Bronx.Platform.Commands;

/// <summary>One call of a command, with its arguments read.</summary>
public sealed class CommandCall : Call
{
    private readonly IReadOnlyDictionary<string, object> _arguments;

    internal CommandCall(CallScene scene, IReadOnlyDictionary<string, object> arguments)
        : base(scene) => _arguments = arguments;

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
}
