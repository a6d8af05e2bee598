using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>The first answer to an interaction.</summary>
internal sealed class InteractionRoutes(World world, InteractionDesk desk, MessageWriter writer)
{
    public void AddTo(RouteTable routes) =>
        routes.Add("POST", "/interactions/{interaction_id}/{interaction_token}/callback", Answer, needsToken: false);

    private RestAnswer Answer(RestCall call)
    {
        if (!desk.TryFind(call.Id("interaction_id"), out var interaction) || interaction.Token != call.Parameter("interaction_token")
            || interaction.State == InteractionState.Failed)
        {
            throw ApiError.UnknownInteraction;
        }

        if (interaction.State == InteractionState.Answered)
        {
            throw ApiError.AlreadyAcknowledged;
        }

        var form = call.Form();
        var kind = (CallbackKind)(form.Choice("type", [1, 4, 5, 6, 7, 8, 9], required: true) ?? 0);
        form.Errors.ThrowIfAny();
        if (!Fits(kind, interaction))
        {
            throw FormErrors.One("type", "INTERACTION_CALLBACK_TYPE_INVALID", "This callback type cannot answer this type of interaction.");
        }

        switch (kind)
        {
            case CallbackKind.Message:
                Reply(interaction, form, call.Files);
                break;
            case CallbackKind.DeferredMessage:
                Think(interaction, form);
                break;
            case CallbackKind.Update:
                Update(interaction, form, call.Files);
                break;
            case CallbackKind.DeferredUpdate:
                interaction.Original = interaction.Source;
                break;
            case CallbackKind.Autocomplete:
                interaction.Choices = Choices(form);
                break;
            case CallbackKind.Modal:
                form.Require("data");
                interaction.Modal = form.Object("data") is { } data ? ModalForm.Read(data) : null;
                form.Errors.ThrowIfAny();
                break;
        }

        desk.Answered(interaction, kind);
        return call.Query.Flag("with_response") ? RestAnswer.Ok(Response(interaction, kind)) : RestAnswer.Nothing;
    }

    private static bool Fits(CallbackKind kind, Interaction interaction) => kind switch
    {
        CallbackKind.Pong => false,
        CallbackKind.Autocomplete => interaction.Kind == InteractionKind.Autocomplete,
        _ when interaction.Kind == InteractionKind.Autocomplete => false,
        CallbackKind.Modal => interaction.Kind != InteractionKind.ModalSubmit,
        CallbackKind.Update or CallbackKind.DeferredUpdate => interaction.Source is not null,
        _ => true,
    };

    private void Reply(Interaction interaction, Form form, IReadOnlyList<UploadedFile> files)
    {
        form.Require("data");
        var message = form.Object("data") is { } data ? MessageForm.Read(data, ephemeralAllowed: true) : null;
        form.Errors.ThrowIfAny();
        if (!message!.SaysSomething(files.Count))
        {
            throw ApiError.EmptyMessage;
        }

        interaction.Original = writer.Create(interaction.Channel, world.Bot, message, files, desk.OriginOf(interaction, message.Flags.HasFlag(MessageFlags.Ephemeral)));
    }

    private void Think(Interaction interaction, Form form)
    {
        var flags = form.Object("data")?.Whole("flags", 0, int.MaxValue) ?? 0;
        form.Errors.ThrowIfAny();
        var ephemeral = ((MessageFlags)flags).HasFlag(MessageFlags.Ephemeral);
        interaction.Original = writer.Create(interaction.Channel, world.Bot, new MessageForm(), [],
            desk.OriginOf(interaction, ephemeral) with { Flags = MessageFlags.Loading });
    }

    private void Update(Interaction interaction, Form form, IReadOnlyList<UploadedFile> files)
    {
        var source = interaction.Source!;
        var message = form.Object("data") is { } data ? MessageForm.Read(data, alreadyV2: source.Flags.HasFlag(MessageFlags.IsComponentsV2)) : new MessageForm();
        form.Errors.ThrowIfAny();

        // A message that was deleted meanwhile has nothing to update, but the click is answered all the same.
        if (source.Channel.History.Find(source.Id) is not null)
        {
            writer.Edit(source, message, files, AllowedMentions.UsersOnly);
        }

        interaction.Original = source;
    }

    private static JsonArray Choices(Form form)
    {
        form.Require("data");
        JsonArray choices = [];
        if (form.Object("data") is { } data)
        {
            data.Require("choices");
            foreach (var choice in data.Objects("choices", 0, 25) ?? [])
            {
                choice.Text("name", 1, 100, required: true);
                choice.Text("value", 0, 100, required: true);
                choices.Add(JsonNode.Parse(choice.Element.GetRawText()));
            }
        }

        form.Errors.ThrowIfAny();
        return choices;
    }

    private JsonObject Response(Interaction interaction, CallbackKind kind)
    {
        var shape = new JsonObject
        {
            ["id"] = Json.Id(interaction.Id),
            ["type"] = (int)interaction.Kind,
        };
        if (kind is CallbackKind.Message or CallbackKind.DeferredMessage && interaction.Original is { } original)
        {
            shape["response_message_id"] = Json.Id(original.Id);
            shape["response_message_loading"] = original.Flags.HasFlag(MessageFlags.Loading);
            shape["response_message_ephemeral"] = original.IsEphemeral;
        }

        var response = new JsonObject { ["interaction"] = shape };
        if (kind is CallbackKind.Message or CallbackKind.Update && interaction.Original is { } message)
        {
            response["resource"] = new JsonObject { ["type"] = (int)kind, ["message"] = MessageShape.Of(message, world, world.Bot) };
        }

        return response;
    }
}
