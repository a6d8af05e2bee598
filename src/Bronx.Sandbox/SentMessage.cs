namespace Bronx.Sandbox;

/// <summary>A message that a person has sent.</summary>
public sealed record SentMessage(Snowflake Id, Snowflake ChannelId, string Content);

/// <summary>A message by its place; what is sent and what is seen both convert to it.</summary>
public readonly record struct MessageRef(Snowflake ChannelId, Snowflake Id)
{
    public static implicit operator MessageRef(SentMessage message) => new(message.ChannelId, message.Id);

    public static implicit operator MessageRef(SeenMessage message) => new(message.ChannelId, message.Id);

    public static MessageRef ToMessageRef(SentMessage message) => message;
}
