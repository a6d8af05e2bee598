using System.Text;

namespace Bronx.Discord.Tests.Fuzzing;

/// <summary>One whole example of everything that Discord sends, to break.</summary>
internal static class Samples
{
    private const string User = """{"id":"42","username":"ada","global_name":"Ada","avatar":null,"bot":false,"discriminator":"0"}""";
    private const string Member = $$"""{"user":{{User}},"nick":null,"roles":["101","102"],"joined_at":"2023-01-01T00:00:00.000000+00:00","communication_disabled_until":null,"pending":false,"permissions":"2048"}""";
    private const string Role = """{"id":"101","name":"Staff","permissions":"8192","position":3,"color":255,"managed":false,"mentionable":true}""";
    private const string Channel = """{"id":"7","type":0,"guild_id":"100","name":"general","topic":"all","position":1,"parent_id":null,"nsfw":false,"flags":0,"permission_overwrites":[{"id":"100","type":0,"allow":"0","deny":"2048"}]}""";
    private const string Thread = """{"id":"8","type":11,"guild_id":"100","name":"cakes","parent_id":"7","thread_metadata":{"archived":false,"locked":false}}""";
    private const string Message = $$"""{"id":"1175000000000000001","channel_id":"7","guild_id":"100","author":{{User}},"member":{"roles":["101"]},"content":"hello","timestamp":"2026-03-02T09:00:00.000000+00:00","edited_timestamp":null,"type":0,"flags":0,"mentions":[{"id":"43","username":"b"}],"embeds":[{"title":"t","fields":[{"name":"n","value":"v"}]}],"components":[{"type":1,"components":[{"type":2,"style":1,"label":"x","custom_id":"c"}]}],"attachments":[{"id":"5","filename":"a.png","size":3,"url":"https://x/"}],"message_reference":{"message_id":"3"} }""";
    private const string Guild = $$"""{"id":"100","name":"Bakery","owner_id":"5","member_count":3,"unavailable":false,"large":false,"preferred_locale":"en-US","roles":[{{Role}}],"channels":[{{Channel}}],"threads":[{{Thread}}],"members":[{{Member}}]}""";

    /// <summary>Dispatches by name.</summary>
    public static readonly (string Name, string Data)[] Events =
    [
        ("READY", $$"""{"v":10,"user":{{User}},"guilds":[{"id":"100","unavailable":true}],"session_id":"s","resume_gateway_url":"wss://x/","application":{"id":"43","flags":0} }"""),
        ("RESUMED", "{}"), ("GUILD_CREATE", Guild), ("GUILD_UPDATE", Guild), ("GUILD_DELETE", """{"id":"100","unavailable":true}"""),
        ("GUILD_ROLE_CREATE", $$"""{"guild_id":"100","role":{{Role}} }"""), ("GUILD_ROLE_DELETE", """{"guild_id":"100","role_id":"101"}"""),
        ("CHANNEL_CREATE", Channel), ("CHANNEL_UPDATE", Channel), ("CHANNEL_DELETE", Channel), ("THREAD_CREATE", Thread), ("THREAD_UPDATE", Thread), ("THREAD_DELETE", Thread),
        ("THREAD_LIST_SYNC", $$"""{"guild_id":"100","channel_ids":["7"],"threads":[{{Thread}}],"members":[]}"""),
        ("GUILD_MEMBER_ADD", Member.Insert(1, "\"guild_id\":\"100\",")), ("GUILD_MEMBER_UPDATE", Member.Insert(1, "\"guild_id\":\"100\",")), ("GUILD_MEMBER_REMOVE", $$"""{"guild_id":"100","user":{{User}} }"""),
        ("GUILD_MEMBERS_CHUNK", $$"""{"guild_id":"100","members":[{{Member}}],"chunk_index":0,"chunk_count":1,"nonce":"n"}"""),
        ("MESSAGE_CREATE", Message), ("MESSAGE_UPDATE", Message), ("MESSAGE_DELETE", """{"id":"1","channel_id":"7","guild_id":"100"}"""), ("MESSAGE_DELETE_BULK", """{"ids":["1","2"],"channel_id":"7","guild_id":"100"}"""),
        ("MESSAGE_REACTION_ADD", """{"user_id":"42","channel_id":"7","message_id":"1","guild_id":"100","emoji":{"id":null,"name":"👍"} }"""), ("MESSAGE_REACTION_REMOVE", """{"user_id":"42","channel_id":"7","message_id":"1","emoji":{"id":"9","name":"x","animated":true} }"""),
        ("INTERACTION_CREATE", $$"""{"id":"9","application_id":"43","type":2,"token":"tok","guild_id":"100","channel_id":"7","member":{{Member}},"app_permissions":"2048","locale":"de","data":{"id":"3","name":"say","type":1,"options":[{"name":"what","type":3,"value":"x"}],"resolved":{"users":{"42":{{User}} } } } }"""),
        ("USER_UPDATE", User), ("RATE_LIMITED", """{"opcode":8,"retry_after":3.5,"meta":{"guild_id":"100","nonce":"n"} }"""),
    ];

    /// <summary>Frames that are no dispatches.</summary>
    public static readonly string[] Frames =
        ["""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}""", """{"op":11}""", """{"op":1,"d":null}""", """{"op":7,"d":null}""", """{"op":9,"d":true}"""];

    /// <summary>Answers of the API.</summary>
    public static readonly string[] Bodies =
    [
        Message, Member, Channel, Guild, User, $"[{Message},{Message}]", $"[{Member}]",
        """{"message":"You are being rate limited.","retry_after":1.25,"global":false,"code":0}""",
        """{"code":50035,"message":"Invalid Form Body","errors":{"embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}}}}""",
        """{"url":"wss://x/","shards":1,"session_start_limit":{"total":1000,"remaining":999,"reset_after":1,"max_concurrency":1} }""",
        """[{"id":"3","name":"say","type":1,"description":"d","options":[{"type":3,"name":"what","description":"d","required":true,"choices":[{"name":"a","value":"b"}]}]}]""",
        "<html><body>error code: 1015</body></html>",
    ];

    /// <summary>Values of headers.</summary>
    public static readonly string[] Headers =
        ["5", "0", "4", "1470173023.123", "1.250", "abcd1234", "user", "global", "shared", "true", "-1", "1e309", "NaN", "99999999999999999999", "", " ", "soon", "0.0000001", "1,5", "65"];

    public static byte[] Dispatch((string Name, string Data) happened, int sequence) =>
        Encoding.UTF8.GetBytes($$"""{"t":"{{happened.Name}}","s":{{sequence}},"op":0,"d":{{happened.Data}} }""");
}
