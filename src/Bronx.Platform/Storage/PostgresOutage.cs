using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Storage;

/// <summary>
/// Says once that the server is away and once that it is back, however many operations notice. An attempt takes a mark before it begins:
/// an answer that was on its way when the server went does not count as its return.
/// </summary>
internal sealed partial class PostgresOutage(ILogger log)
{
    /// <summary>Goes up by one at each turn: odd while the server is away.</summary>
    private int _turns;

    /// <summary>Before an attempt.</summary>
    public int Mark() => Volatile.Read(ref _turns);

    /// <summary>An attempt failed because the server is away.</summary>
    public void Away(int mark, string problem)
    {
        if (mark % 2 == 0 && Interlocked.CompareExchange(ref _turns, mark + 1, mark) == mark)
        {
            Log.Away(log, problem);
        }
    }

    /// <summary>An attempt succeeded.</summary>
    public void Answered(int mark)
    {
        if (mark % 2 != 0 && Interlocked.CompareExchange(ref _turns, mark + 1, mark) == mark)
        {
            Log.Back(log);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem} It is asked again until it answers")]
        public static partial void Away(ILogger logger, string problem);

        /// <summary>As loud as the word of its absence: who read the one wants to read the other.</summary>
        [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL answers again")]
        public static partial void Back(ILogger logger);
    }
}
