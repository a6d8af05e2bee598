using System.Text.Json.Nodes;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.People;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Playground;

/// <summary>Commands, components, modals and completion from the page.</summary>
internal sealed class PlaygroundInteractions(World world, PersonActions actions)
{
    /// <summary>Raises an interaction of the kind in the path; null for an unknown kind. Under the world's lock.</summary>
    public JsonObject? Raise(string kind, User person, JsonObject body)
    {
        var interaction = kind switch
        {
            "command" => actions.Command(person, Channel(body), Command(body), Options(body), settled: null),
            "component" => actions.Component(person, Channel(body), Id(body, "message_id"), Text(body, "custom_id"), Values(body), settled: null),
            "modal" => actions.Submit(person, Id(body, "interaction_id"), Text(body, "custom_id"), body["values"] as JsonObject ?? [], settled: null),
            _ => null,
        };
        return interaction is null ? null : new JsonObject { ["interaction_id"] = Json.Id(interaction.Id) };
    }

    public async Task<JsonObject> AutocompleteAsync(User person, JsonObject body, CancellationToken cancellation)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interaction interaction;
        lock (world.Gate)
        {
            interaction = actions.Autocomplete(person, Channel(body), Command(body), Options(body), Text(body, "focused"), () => settled.TrySetResult());
        }

        await settled.Task.WaitAsync(cancellation);
        lock (world.Gate)
        {
            return interaction.State == InteractionState.Failed
                ? throw new SandboxRefusal($"{world.Bot.DisplayName} did not respond in time.")
                : new JsonObject { ["choices"] = interaction.Choices?.DeepClone() ?? new JsonArray() };
        }
    }

    private Channel Channel(JsonObject body) => world.FindChannel(Id(body, "channel_id")) ?? throw new SandboxRefusal("There is no such channel.");

    private ApplicationCommand Command(JsonObject body)
    {
        var id = Id(body, "command_id");
        return world.Commands.Scopes.SelectMany(scope => scope.Commands).FirstOrDefault(command => command.Id == id)
            ?? throw new SandboxRefusal("That command is not there any more.");
    }

    private static IReadOnlyList<JsonObject> Options(JsonObject body) => body["options"] is JsonArray options ? [.. options.OfType<JsonObject>()] : [];

    private static IReadOnlyList<string>? Values(JsonObject body) => body["values"] is JsonArray values ? [.. values.Select(value => value!.ToString())] : null;

    private static Snowflake Id(JsonObject body, string name) =>
        Snowflake.TryParse(body[name]?.ToString(), out var id) ? id : throw new SandboxRefusal($"The field \"{name}\" must be an id.");

    private static string Text(JsonObject body, string name) => body[name]?.ToString() ?? throw new SandboxRefusal($"The field \"{name}\" is missing.");
}
