using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bronx.Platform.Reporting;

/// <summary>The one serializer of both sides.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BotReport))]
public sealed partial class BotReportJson : JsonSerializerContext
{
    public static byte[] Write(BotReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Default.BotReport);

    /// <exception cref="JsonException">Not JSON, or a required field is missing.</exception>
    public static BotReport Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Default.BotReport) ?? throw new JsonException("The report is null.");
}
