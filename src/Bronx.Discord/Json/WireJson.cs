using System.Text.Json.Serialization;
using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;

namespace Bronx.Discord.Json;

/// <summary>Discord's JSON: snake case, absent rather than null, ids as text. Generated, so nothing is reflected over at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(IReadOnlyList<Member>))]
[JsonSerializable(typeof(Channel))]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(Interaction))]
[JsonSerializable(typeof(IReadOnlyList<ApplicationCommand>))]
[JsonSerializable(typeof(IReadOnlyList<Embed>))]
[JsonSerializable(typeof(IReadOnlyList<Component>))]
[JsonSerializable(typeof(MessageReference))]
[JsonSerializable(typeof(IReadOnlyList<Attachment>))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(ChannelDraft))]
[JsonSerializable(typeof(BanBody))]
[JsonSerializable(typeof(TimeoutBody))]
[JsonSerializable(typeof(NickBody))]
[JsonSerializable(typeof(BulkDeleteBody))]
[JsonSerializable(typeof(OverwriteBody))]
[JsonSerializable(typeof(CallbackBody))]
[JsonSerializable(typeof(OpenDmBody))]
[JsonSerializable(typeof(ApplicationBody))]
[JsonSerializable(typeof(GatewayBody))]
[JsonSerializable(typeof(SessionState))]
internal sealed partial class WireJson : JsonSerializerContext;
