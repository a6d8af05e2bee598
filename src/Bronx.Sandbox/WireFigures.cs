namespace Bronx.Sandbox;

/// <summary>What the bot's side of the wire came to since the sandbox started.</summary>
/// <param name="Requests">REST requests that were answered, without those that a fault answered.</param>
/// <param name="ByStatus">How many had each HTTP status.</param>
/// <param name="Limited">
/// Answers of 429 that the bot could have avoided (scope user or global), by scope, method and route. A limit that other bots share is not
/// among them.
/// </param>
/// <param name="Invalid">Answers of 401, 403 and 429 that count towards Discord's 10,000 per 10 minutes.</param>
/// <param name="Scripted">Requests that a fault answered.</param>
public sealed record WireFigures(int Requests, IReadOnlyDictionary<int, int> ByStatus, IReadOnlyDictionary<string, int> Limited, int Invalid, int Scripted)
{
    /// <summary>IDENTIFYs that reached the gate.</summary>
    public int Identifies { get; init; }

    /// <summary>When the first IDENTIFY came, by the sandbox's clock; null if none did.</summary>
    public DateTimeOffset? FirstIdentifyAt { get; init; }

    /// <summary>Sessions with an open socket.</summary>
    public int Sessions { get; init; }

    /// <summary>Gateway frames that the bot has not taken yet.</summary>
    public int FramesWaiting { get; init; }

    /// <summary>All answers of 429 that the bot could have avoided.</summary>
    public int Avoidable => Limited.Values.Sum();
}
