using System.Security.Cryptography;
using System.Text;
using Bronx.Discord.Models;
using Bronx.Discord.RequestQueue;

namespace Bronx.Discord.Rest;

/// <summary>A body with files: multipart/form-data with the JSON as <c>payload_json</c> (Discord's documentation, Uploading Files).</summary>
internal static class Uploads
{
    /// <summary>The body to send; tells the request its content type.</summary>
    public static byte[] Write(ApiRequest request, byte[] json, IReadOnlyList<DraftFile>? files)
    {
        if (files is not { Count: > 0 })
        {
            return json;
        }

        var boundary = Boundary(json, files);
        request.ContentType = $"multipart/form-data; boundary={boundary}";
        using var body = new MemoryStream(json.Length + files.Sum(file => file.Content.Length + 256));
        Put(body, $"--{boundary}\r\nContent-Disposition: form-data; name=\"payload_json\"\r\nContent-Type: application/json\r\n\r\n");
        body.Write(json);
        for (var i = 0; i < files.Count; i++)
        {
            Put(body, $"\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"files[{i}]\"; filename=\"{Plain(files[i].Name)}\"\r\nContent-Type: {files[i].MediaType}\r\n\r\n");
            body.Write(files[i].Content.Span);
        }

        Put(body, $"\r\n--{boundary}--\r\n");
        return body.ToArray();
    }

    /// <summary>Made of what is sent: a line that begins with the hash of the whole cannot stand in it by chance or by intent.</summary>
    private static string Boundary(byte[] json, IReadOnlyList<DraftFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(json);
        foreach (var file in files)
        {
            hash.AppendData(file.Content.Span);
        }

        return "bronx-" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static string Plain(string name) => name.Length is > 0 and <= 100 && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-' or '_')
        ? name
        : throw new ArgumentException($"'{name}' is no file name: 1–100 letters, digits, dots, dashes and underscores.", nameof(name));

    private static void Put(MemoryStream body, string text) => body.Write(Encoding.UTF8.GetBytes(text));
}
