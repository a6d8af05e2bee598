namespace Bronx.Platform.Storage;

/// <summary>
/// The store cannot do its work: unreadable, corrupt, newer than the program, full, not allowed, unreachable.
/// <see cref="Exception.Message"/> is one line for the person who runs the bot and says what to do.
/// </summary>
public sealed class StorageException : Exception
{
    public StorageException(string message, Exception? inner = null, bool transient = false)
        : base(message.ReplaceLineEndings(" "), inner) => Transient = transient;

    /// <summary>The same call may succeed in a moment: the server restarts, the file is busy.</summary>
    public bool Transient { get; }
}
