using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Rest;

public sealed class FormTests
{
    public static TheoryData<string, string, string> BadMessages => new()
    {
        { $$"""{"content":"{{new string('x', 2001)}}"}""", "content", "BASE_TYPE_MAX_LENGTH" },
        { """{"content":{"a":1}}""", "content", "STRING_TYPE_CONVERT" },
        { $$"""{"embeds":[{"title":"{{new string('x', 257)}}"}]}""", "embeds.0.title", "BASE_TYPE_MAX_LENGTH" },
        { $$"""{"embeds":[{"description":"{{new string('x', 4097)}}"}]}""", "embeds.0.description", "BASE_TYPE_MAX_LENGTH" },
        { """{"embeds":[{"fields":[{"name":"","value":"v"}]}]}""", "embeds.0.fields.0.name", "BASE_TYPE_REQUIRED" },
        { $$"""{"embeds":[{"fields":[{"name":"n","value":"{{new string('x', 1025)}}"}]}]}""", "embeds.0.fields.0.value", "BASE_TYPE_BAD_LENGTH" },
        { """{"embeds":[{"title":"t","url":"nonsense"}]}""", "embeds.0.url", "URL_TYPE_INVALID_URL" },
        { """{"embeds":[{"title":"t","color":16777216}]}""", "embeds.0.color", "NUMBER_TYPE_MAX" },
        { """{"embeds":[{"title":"t","timestamp":"yesterday"}]}""", "embeds.0.timestamp", "DATE_TIME_TYPE_PARSE" },
        { $$$"""{"embeds":[{"footer":{"text":"{{{new string('x', 2049)}}}"}}]}""", "embeds.0.footer.text", "BASE_TYPE_MAX_LENGTH" },
        { $$$"""{"embeds":[{"author":{"name":"{{{new string('x', 257)}}}"}}]}""", "embeds.0.author.name", "BASE_TYPE_MAX_LENGTH" },
        { "{\"embeds\":[" + string.Join(',', Enumerable.Repeat("{\"title\":\"t\"}", 11)) + "]}", "embeds", "BASE_TYPE_BAD_LENGTH" },
        { "{\"embeds\":[" + string.Join(',', Enumerable.Repeat($$"""{"description":"{{new string('x', 3001)}}"}""", 2)) + "]}", "embeds", "MAX_EMBED_SIZE_EXCEEDED" },
        { "{\"embeds\":[{\"fields\":[" + string.Join(',', Enumerable.Repeat("""{"name":"n","value":"v"}""", 26)) + "]}]}", "embeds.0.fields", "BASE_TYPE_BAD_LENGTH" },
        { """{"content":"x","embeds":"none"}""", "embeds", "LIST_TYPE_CONVERT" },
        { """{"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}}""", "allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE" },
        { """{"content":"x","allowed_mentions":{"parse":["cats"]}}""", "allowed_mentions.parse", "BASE_TYPE_CHOICES" },
        { """{"content":"x","nonce":"12345678901234567890123456"}""", "nonce", "NONCE_TYPE_TOO_LONG" },
        { """{"content":"x","message_reference":{}}""", "message_reference.message_id", "BASE_TYPE_REQUIRED" },
        { """{"content":"x","components":[{"type":2}]}""", "components.0.type", "BASE_TYPE_CHOICES" },
        { """{"content":"x","components":[{"type":1,"components":[]}]}""", "components.0.components", "BASE_TYPE_BAD_LENGTH" },
        { """{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"a"}]}]}""", "components.0.components.0.custom_id", "BASE_TYPE_REQUIRED" },
        { """{"content":"x","components":[{"type":1,"components":[{"type":2,"style":5,"label":"a"}]}]}""", "components.0.components.0.url", "BASE_TYPE_REQUIRED" },
        { """{"content":"x","components":[{"type":1,"components":[{"type":2,"style":9,"label":"a","custom_id":"a"}]}]}""", "components.0.components.0.style", "BASE_TYPE_CHOICES" },
        { """{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"a","custom_id":"a"},{"type":2,"style":1,"label":"b","custom_id":"a"}]}]}""", "components.0.components.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED" },
        { $$"""{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"{{new string('x', 81)}}","custom_id":"a"}]}]}""", "components.0.components.0.label", "BASE_TYPE_MAX_LENGTH" },
        { $$"""{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"a","custom_id":"{{new string('x', 101)}}"}]}]}""", "components.0.components.0.custom_id", "BASE_TYPE_BAD_LENGTH" },
        { """{"content":"x","components":[{"type":1,"components":[{"type":3,"custom_id":"s","options":[]}]}]}""", "components.0.components.0.options", "BASE_TYPE_BAD_LENGTH" },
        { """{"content":"x","components":[{"type":1,"components":[{"type":3,"custom_id":"s","options":[{"label":"a","value":"a"},{"label":"b","value":"a"}]}]}]}""", "components.0.components.0.options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED" },
        { """{"content":"x","components":[{"type":1,"components":[{"type":3,"custom_id":"s","max_values":3,"options":[{"label":"a","value":"a"}]}]}]}""", "components.0.components.0.max_values", "NUMBER_TYPE_MAX" },
        { """{"content":"x","components":[{"type":1,"components":[{"type":5,"custom_id":"s"},{"type":2,"style":1,"label":"a","custom_id":"b"}]}]}""", "components.0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED" },
        { "{\"flags\":32768,\"components\":[" + string.Join(',', Enumerable.Repeat("""{"type":17,"components":[{"type":14},{"type":14},{"type":14},{"type":14}]}""", 9)) + "]}", "components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED" },
        { $$"""{"flags":32768,"components":[{"type":10,"content":"{{new string('x', 2001)}}"},{"type":10,"content":"{{new string('x', 2000)}}"}]}""", "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED" },
        { """{"flags":32768,"content":"x","components":[{"type":10,"content":"y"}]}""", "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2" },
    };

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task ABadMessage_IsRefusedWithTheFaultAtItsPath(string body, string path, string code)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var answer = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/messages", body);
        Assert.Equal((400, 50035), (answer.Status, answer.Code));
        Assert.Equal(code, answer.ErrorAt(path));
        Assert.Empty(sandbox.Server.As("member").Read("general"));
    }

    public static TheoryData<string, string, string> BadCommands => new()
    {
        { """[{"name":"Ping","description":"d"}]""", "0.name", "STRING_TYPE_REGEX" },
        { """[{"name":"two words","description":"d"}]""", "0.name", "STRING_TYPE_REGEX" },
        { """[{"name":"ping"}]""", "0.description", "BASE_TYPE_REQUIRED" },
        { $$"""[{"name":"ping","description":"{{new string('x', 101)}}"}]""", "0.description", "BASE_TYPE_BAD_LENGTH" },
        { """[{"name":"ping","description":"d"},{"name":"ping","description":"e"}]""", "1.name", "APPLICATION_COMMANDS_DUPLICATE_NAME" },
        { """[{"name":"ping","description":"d","options":[{"type":3,"name":"a","description":"d"},{"type":3,"name":"b","description":"d","required":true}]}]""", "0.options.1", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID" },
        { """[{"name":"ping","description":"d","options":[{"type":3,"name":"a","description":"d"},{"type":3,"name":"a","description":"d"}]}]""", "0.options.1.name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS" },
        { """[{"name":"ping","description":"d","options":[{"type":12,"name":"a","description":"d"}]}]""", "0.options.0.type", "BASE_TYPE_CHOICES" },
        { """[{"name":"ping","description":"d","options":[{"type":1,"name":"a","description":"d"},{"type":3,"name":"b","description":"d"}]}]""", "0.options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID" },
        { """[{"name":"Ping","type":2,"description":"d"}]""", "0.description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED" },
        { """{"name":"ping"}""", "_body", "LIST_TYPE_CONVERT" },
        { "[{\"name\":\"ping\",\"description\":\"d\",\"options\":[" + string.Join(',', Enumerable.Range(0, 25).Select(i => $$"""{"type":3,"name":"o{{i}}","description":"{{new string('x', 100)}}","choices":[{{string.Join(',', Enumerable.Range(0, 4).Select(j => $$"""{"name":"{{new string('y', 50)}}{{j}}","value":"{{new string('z', 50)}}"}"""))}}]}""")) + "]}]", "0", "APPLICATION_COMMAND_TOO_LARGE" },
    };

    [Theory]
    [MemberData(nameof(BadCommands))]
    public async Task ABadCommandSet_IsRefusedWhole(string body, string path, string code)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var answer = await sandbox.Api.PutAsync($"/applications/{sandbox.Server.World.BotId}/commands", body);
        Assert.Equal((400, 50035), (answer.Status, answer.Code));
        Assert.Equal(code, answer.ErrorAt(path));
    }
}
