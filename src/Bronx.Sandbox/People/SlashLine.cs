using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.People;

/// <summary>A slash command as a person would write it down, turned into what a client sends.</summary>
internal static class SlashLine
{
    /// <exception cref="SandboxRefusal">There is no such command or subcommand for that person there.</exception>
    public static (ApplicationCommand Command, IReadOnlyList<JsonObject> Options) Shape(
        World world, PersonActions actions, User person, Channel channel, string text, IEnumerable<(string Name, string Value)> options)
    {
        var words = text.TrimStart('/').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = words.FirstOrDefault("");
        var command = actions.Offered(person, channel.Guild).FirstOrDefault(offered => offered.Type == 1 && offered.Name == name)
            ?? throw new SandboxRefusal($"There is no command /{name} for {person.DisplayName} here.");
        var definitions = command.Definition["options"] as JsonArray ?? [];
        Stack<JsonObject> path = new();
        foreach (var word in words.Skip(1))
        {
            var inner = definitions.OfType<JsonObject>().FirstOrDefault(definition => (string?)definition["name"] == word && (int)definition["type"]! is 1 or 2)
                ?? throw new SandboxRefusal($"/{name} has no subcommand {word}.");
            path.Push(inner);
            definitions = inner["options"] as JsonArray ?? [];
        }

        IReadOnlyList<JsonObject> shaped = [.. options.Select(option => Option(world, definitions, option.Name, option.Value))];
        while (path.TryPop(out var outer))
        {
            shaped = [new JsonObject { ["name"] = (string)outer["name"]!, ["type"] = (int)outer["type"]!, ["options"] = new JsonArray([.. shaped]) }];
        }

        return (command, shaped);
    }

    /// <summary>Who or what a name stands for, as the client's picker would turn it into an id.</summary>
    public static string IdOf(World world, string text)
    {
        var plain = text.Trim('<', '>', '@', '#', '&', '!');
        if (Snowflake.TryParse(plain, out _))
        {
            return plain;
        }

        var role = world.TouchedGuilds.SelectMany(guild => guild.Roles).FirstOrDefault(candidate => candidate.Name.Equals(plain, StringComparison.OrdinalIgnoreCase));
        return (world.FindPersonByName(text)?.Id ?? world.FindChannelByName(text)?.Id ?? role?.Id)?.ToString() ?? text;
    }

    private static JsonObject Option(World world, JsonArray definitions, string name, string value)
    {
        var type = (int?)definitions.OfType<JsonObject>().FirstOrDefault(definition => (string?)definition["name"] == name)?["type"] ?? 3;
        return new JsonObject { ["name"] = name, ["type"] = type, ["value"] = type is >= 6 and <= 9 ? IdOf(world, value) : value };
    }
}
