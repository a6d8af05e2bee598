using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bronx.Sandbox.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Bronx.Sandbox.Rest;

/// <summary>A request's body as octets, JSON and files. Faults in it are kept until the route is known and allowed.</summary>
internal sealed partial class RestBody
{
    public static readonly RestBody None = new();

    private ApiError? _fault;

    public ReadOnlyMemory<byte> Octets { get; private init; }

    /// <summary>Undefined if there is none or it cannot be read.</summary>
    public JsonElement Json { get; private set; }

    public IReadOnlyList<UploadedFile> Files { get; private set; } = [];

    /// <summary>Refuses a body that could not be read.</summary>
    public void Check()
    {
        if (_fault is not null)
        {
            throw _fault;
        }
    }

    public static async Task<RestBody> ReadAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey(HeaderNames.TransferEncoding)))
        {
            return None;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > limit)
            {
                throw ApiError.TooLarge;
            }

            buffer.Write(chunk, 0, read);
        }

        var body = new RestBody { Octets = buffer.ToArray() };
        await body.ParseAsync(request.ContentType, cancellation);
        return body;
    }

    private async Task ParseAsync(string? contentType, CancellationToken cancellation)
    {
        if (Octets.Length == 0)
        {
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out var media))
        {
            _fault = BadContentType(contentType);
        }
        else if (media.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            ParseJson(Octets);
        }
        else if (media.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            await ParsePartsAsync(media, cancellation);
        }
        else
        {
            _fault = BadContentType(contentType);
        }
    }

    private void ParseJson(ReadOnlyMemory<byte> octets)
    {
        try
        {
            using var document = JsonDocument.Parse(octets);
            Json = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            _fault = ApiError.InvalidJson;
        }
    }

    private async Task ParsePartsAsync(MediaTypeHeaderValue media, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(media.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
        {
            _fault = BadContentType(media.ToString());
            return;
        }

        List<UploadedFile> files = [];
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(Octets.ToArray()));
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                await ReadPartAsync(section, files, cancellation);
            }
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            _fault = ApiError.InvalidForm();
        }

        Files = [.. files.OrderBy(file => file.Number)];
    }

    private async Task ReadPartAsync(MultipartSection section, List<UploadedFile> files, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await section.Body.CopyToAsync(content, cancellation);
        var disposition = section.GetContentDispositionHeader();
        var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).Value ?? "";
        if (name == "payload_json")
        {
            ParseJson(content.ToArray());
        }
        else if (FileName().Match(name) is { Success: true } match)
        {
            var fileName = (disposition!.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value;
            files.Add(new UploadedFile(int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), fileName ?? "file",
                section.ContentType ?? "application/octet-stream", content.ToArray()));
        }
    }

    private static ApiError BadContentType(string? contentType) => FormErrors.One(
        "_content_type", "CONTENT_TYPE_INVALID", $"Expected \"Content-Type\" header to be one of {{'application/json'}}, not {contentType ?? "none"}.");

    [GeneratedRegex(@"^files?\[(?<number>[0-9])\]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileName();
}
