namespace Bronx.Sandbox.Worlds;

/// <summary>A way to write into a channel by a secret address, under any name.</summary>
internal sealed class Webhook(Snowflake id, string token, Channel channel, User creator)
{
    public Snowflake Id { get; } = id;

    public string Token { get; } = token;

    public Channel Channel { get; set; } = channel;

    public User Creator { get; } = creator;

    public string Name { get; set; } = "";
}
