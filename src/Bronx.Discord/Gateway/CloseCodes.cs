namespace Bronx.Discord.Gateway;

/// <summary>What to do after a connection ended.</summary>
internal enum Aftermath
{
    /// <summary>Reconnect and go on with the session.</summary>
    Resume,

    /// <summary>Reconnect and begin a new session.</summary>
    Identify,

    /// <summary>Discord refused for good.</summary>
    GiveUp,
}

/// <summary>Close codes as Discord documents them (Opcodes and Status Codes, Gateway Close Event Codes).</summary>
internal static class CloseCodes
{
    /// <summary>Ours, when we leave but mean to come back: anything but 1000 and 1001 keeps the session.</summary>
    public const int ComingBack = 4900;

    /// <summary>Ours, when we leave for good.</summary>
    public const int Goodbye = 1000;

    public static Aftermath After(int? code) => code switch
    {
        4004 or 4010 or 4011 or 4012 or 4013 or 4014 => Aftermath.GiveUp,
        4007 or 4009 => Aftermath.Identify,
        _ => Aftermath.Resume,
    };

    /// <summary>In words, for the log and the status.</summary>
    public static string Describe(int? code) => code switch
    {
        null => "the connection was lost",
        1000 => "Discord closed the connection (1000)",
        1001 => "Discord's server went away (1001)",
        4000 => "unknown error at Discord (4000)",
        4001 => "Discord did not know an opcode of ours (4001)",
        4002 => "Discord could not decode a payload of ours (4002)",
        4003 => "Discord had not authenticated the session (4003)",
        4005 => "Discord got a second identify (4005)",
        4007 => "the sequence number to resume from was not valid (4007)",
        4008 => "Discord found us sending too fast (4008)",
        4009 => "the session timed out (4009)",
        _ => $"Discord closed the connection ({code})",
    };

    /// <summary>What an owner must do about a code after which there is no coming back.</summary>
    public static string Remedy(int code, GatewayIntents intents) => code switch
    {
        4004 => "Discord rejected the bot's token. Copy a fresh one from https://discord.com/developers/applications (your application, Bot, Reset Token), set it as Discord:Token, and start again.",
        4010 => "Discord does not accept this shard number. Leave Discord:Shards and Discord:ShardCount unset, or make every shard smaller than the shard count, and start again.",
        4011 => "The bot is in too many servers for so few shards. Leave Discord:ShardCount unset so that Discord's advice is followed, and start again.",
        4012 => "Discord no longer serves this version of its gateway. Update BronxBot.",
        4013 => "Discord does not know one of the intents asked for. Update BronxBot, or reset Discord:Intents.",
        4014 => $"Discord does not allow this bot the privileged intents it asks for. Open https://discord.com/developers/applications, your application, Bot, Privileged Gateway Intents, and switch on {Privileged(intents)}; then start again.",
        _ => $"Discord refused the connection ({code}).",
    };

    private static string Privileged(GatewayIntents intents)
    {
        List<string> names = [];
        if (intents.HasFlag(GatewayIntents.GuildMembers))
        {
            names.Add("Server Members Intent");
        }

        if (intents.HasFlag(GatewayIntents.GuildPresences))
        {
            names.Add("Presence Intent");
        }

        if (intents.HasFlag(GatewayIntents.MessageContent))
        {
            names.Add("Message Content Intent");
        }

        return names.Count == 0 ? "the intents that Discord:Intents names" : string.Join(" and ", names);
    }
}
