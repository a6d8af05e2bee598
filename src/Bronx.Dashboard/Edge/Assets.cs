using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Edge;

/// <summary>
/// The embedded style sheet, script and icon. The name carries a hash of the content, so that a browser keeps a file for ever
/// and still gets the new one at once.
/// </summary>
internal sealed class Assets
{
    private readonly Dictionary<string, Asset> _byName;
    private readonly Dictionary<string, Asset> _byPath;

    public Assets()
    {
        _byName = new[]
            {
                Load("dashboard.css", "text/css"), Load("dashboard.js", "text/javascript"), Load("icon.svg", "image/svg+xml"),
                Load("settings.css", "text/css"), Load("settings.js", "text/javascript"),
            }
            .ToDictionary(static asset => asset.Name, StringComparer.Ordinal);
        _byPath = _byName.Values.ToDictionary(static asset => asset.Path, StringComparer.Ordinal);
    }

    public string Path(string name) => _byName[name].Path;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/assets/{file}", http => _byPath.TryGetValue(http.Request.Path.Value ?? "", out var asset) ? SendAsync(http, asset, lasting: true) : MissingAsync(http));
        routes.MapRead("/favicon.ico", http => SendAsync(http, _byName["icon.svg"], lasting: false));
    }

    internal static byte[] Read(string name)
    {
        using var resource = typeof(Assets).Assembly.GetManifestResourceStream($"wwwroot/{name}")
            ?? throw new InvalidOperationException($"The file wwwroot/{name} is not embedded in this build.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }

    private static Asset Load(string name, string type)
    {
        var content = Read(name);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..12];
        var dot = name.LastIndexOf('.');
        return new Asset(name, $"/assets/{name[..dot]}.{hash}{name[dot..]}", $"\"{hash}\"", $"{type}; charset=utf-8", content);
    }

    private static Task MissingAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task SendAsync(HttpContext http, Asset asset, bool lasting)
    {
        var response = http.Response;
        response.Headers.ETag = asset.Tag;
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.CacheControl = lasting ? "public, max-age=31536000, immutable" : "public, max-age=86400";
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(asset.Tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var (content, encoding) = asset.For(http.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        response.ContentType = asset.Type;
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content, 0, content.Length, http.RequestAborted);
    }

    /// <summary>Compressed once, when first asked for, as small as it gets.</summary>
    private sealed record Asset(string Name, string Path, string Tag, string Type, byte[] Content)
    {
        private readonly Lazy<byte[]> _brotli = new(() => Squeeze(Content, static (to) => new BrotliStream(to, CompressionLevel.SmallestSize)));
        private readonly Lazy<byte[]> _gzip = new(() => Squeeze(Content, static (to) => new GZipStream(to, CompressionLevel.SmallestSize)));

        public (byte[] Content, string? Encoding) For(string accepted) =>
            Accepts(accepted, "br") ? (_brotli.Value, "br") : Accepts(accepted, "gzip") ? (_gzip.Value, "gzip") : (Content, null);

        private static bool Accepts(string accepted, string encoding) => accepted.Split(',').Any(part =>
            part.Split(';', StringSplitOptions.TrimEntries) is [var name, .. var rest]
            && name == encoding
            && !rest.Any(static weight => weight is "q=0" or "q=0.0"));

        private static byte[] Squeeze(byte[] content, Func<Stream, Stream> through)
        {
            using var squeezed = new MemoryStream();
            using (var stream = through(squeezed)) stream.Write(content);
            return squeezed.ToArray();
        }
    }
}
