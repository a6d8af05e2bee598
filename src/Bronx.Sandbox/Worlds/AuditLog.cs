using System.Text.Json.Nodes;

namespace Bronx.Sandbox.Worlds;

/// <summary>Who did what in a guild, newest last; kept for 45 days, and at most so many.</summary>
internal sealed class AuditLog
{
    private const int Limit = 1_000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(45);

    private readonly Queue<AuditEntry> _entries = new();

    public IEnumerable<AuditEntry> NewestFirst => _entries.Reverse();

    public void Add(AuditEntry entry, DateTimeOffset now)
    {
        _entries.Enqueue(entry);
        while (_entries.Count > Limit || (_entries.TryPeek(out var oldest) && now - oldest.Id.CreatedAt > Kept))
        {
            _entries.Dequeue();
        }
    }
}

/// <summary>One entry.</summary>
/// <param name="Id">Tells when.</param>
/// <param name="Action">What was done.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="TargetId">To whom or what.</param>
/// <param name="Reason">What the request gave in <c>X-Audit-Log-Reason</c>.</param>
internal sealed record AuditEntry(Snowflake Id, AuditAction Action, User Actor, Snowflake? TargetId, string? Reason)
{
    /// <summary>What changed: key, old value, new value.</summary>
    public IReadOnlyList<(string Key, JsonNode? Old, JsonNode? New)> Changes { get; init; } = [];

    /// <summary>What some actions tell beside the target, as text.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}

/// <summary>Types of audit entries ("Audit log events").</summary>
internal enum AuditAction
{
    GuildUpdate = 1,
    ChannelCreate = 10,
    ChannelUpdate = 11,
    ChannelDelete = 12,
    OverwriteCreate = 13,
    OverwriteUpdate = 14,
    OverwriteDelete = 15,
    MemberKick = 20,
    MemberBanAdd = 22,
    MemberBanRemove = 23,
    MemberUpdate = 24,
    MemberRoleUpdate = 25,
    RoleCreate = 30,
    RoleUpdate = 31,
    RoleDelete = 32,
    InviteCreate = 40,
    InviteDelete = 42,
    WebhookCreate = 50,
    WebhookUpdate = 51,
    WebhookDelete = 52,
    EmojiCreate = 60,
    EmojiUpdate = 61,
    EmojiDelete = 62,
    MessageDelete = 72,
    MessageBulkDelete = 73,
    MessagePin = 74,
    MessageUnpin = 75,
    ThreadCreate = 110,
    ThreadUpdate = 111,
    ThreadDelete = 112,
}
