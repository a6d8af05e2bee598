namespace Bronx.Discord.Gateway;

/// <summary>What a shard needs to go on where it left off.</summary>
internal sealed class GatewaySession(string id, Uri resumeAddress)
{
    public string Id { get; } = id;

    public Uri ResumeAddress { get; } = resumeAddress;
}
