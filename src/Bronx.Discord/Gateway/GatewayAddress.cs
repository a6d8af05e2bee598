namespace Bronx.Discord.Gateway;

/// <summary>Addresses of the gateway.</summary>
internal static class GatewayAddress
{
    /// <summary>Where to resume; the ordinary address when READY told nothing usable.</summary>
    public static Uri Resuming(string? told, Uri ordinary) =>
        Uri.TryCreate(told, UriKind.Absolute, out var address) && address.Scheme is "ws" or "wss" ? address : ordinary;

    /// <summary>The address Discord told. Throws <see cref="HttpRequestException"/> when it is none.</summary>
    public static Uri Of(GatewayBody told) => Uri.TryCreate(told.Url, UriKind.Absolute, out var address) && address.Scheme is "ws" or "wss"
        ? address
        : throw new HttpRequestException(HttpRequestError.InvalidResponse, "Discord told no usable gateway address");

    public static Uri WithQuery(Uri address, bool compress) =>
        new UriBuilder(address) { Query = "v=10&encoding=json" + (compress ? "&compress=zlib-stream" : "") }.Uri;
}
