namespace Bronx.Discord.Models;

/// <summary>A file that goes along with a message.</summary>
/// <param name="Name">As the person sees it: 1–100 letters, digits, dots, dashes and underscores.</param>
/// <param name="MediaType">"application/json".</param>
/// <param name="Content">Discord takes 10 MiB per message from a bot.</param>
public sealed record DraftFile(string Name, string MediaType, ReadOnlyMemory<byte> Content);
