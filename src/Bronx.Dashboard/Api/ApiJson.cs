using System.Text.Json.Serialization;
using Bronx.Platform.Reporting;

namespace Bronx.Dashboard.Api;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatsDocument))]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(UpdateDocument))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(ErrorDocument))]
internal sealed partial class ApiJson : JsonSerializerContext;
