using System.Text;
using Bronx.Discord.Models;
using Bronx.Discord.RequestQueue;
using Bronx.Discord.Rest;
using Microsoft.AspNetCore.WebUtilities;

namespace Bronx.Discord.Tests.Rest;

public sealed class UploadTests
{
    private static readonly byte[] Json = "{\"content\":\"hello\"}"u8.ToArray();

    [Fact]
    public async Task FilesTravelBesideTheJson_WhateverIsInThem()
    {
        // A file that looks like the end of a part, and one that is empty.
        var tricky = Encoding.UTF8.GetBytes("--bronx-0\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n{}\r\n--bronx-0--\r\n");
        var request = new ApiRequest(Routes.CurrentUser(), RequestPriority.Person);

        var body = Uploads.Write(request, Json, [new DraftFile("my-data.json", "application/json", tricky), new DraftFile("b.txt", "text/plain", default)]);

        var boundary = request.ContentType.Split("boundary=")[1];
        Assert.StartsWith("multipart/form-data; boundary=", request.ContentType, StringComparison.Ordinal);
        var reader = new MultipartReader(boundary, new MemoryStream(body));
        List<(string Disposition, byte[] Content)> parts = [];
        while (await reader.ReadNextSectionAsync(TestContext.Current.CancellationToken) is { } section)
        {
            using var content = new MemoryStream();
            await section.Body.CopyToAsync(content, TestContext.Current.CancellationToken);
            parts.Add((section.ContentDisposition!, content.ToArray()));
        }

        Assert.Equal(3, parts.Count);
        Assert.Equal(Json, parts[0].Content);
        Assert.Contains("files[0]", parts[1].Disposition, StringComparison.Ordinal);
        Assert.Contains("\"my-data.json\"", parts[1].Disposition, StringComparison.Ordinal);
        Assert.Equal(tricky, parts[1].Content);
        Assert.Empty(parts[2].Content);
    }

    [Fact]
    public void WithoutFiles_TheBodyIsTheJsonAlone()
    {
        var request = new ApiRequest(Routes.CurrentUser(), RequestPriority.Person);
        Assert.Same(Json, Uploads.Write(request, Json, []));
        Assert.Equal("application/json", request.ContentType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\"b.txt")]
    [InlineData("a\r\nb.txt")]
    [InlineData("ä.txt")]
    public void ANameThatCouldBreakTheHeader_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => Uploads.Write(new ApiRequest(Routes.CurrentUser(), RequestPriority.Person), Json, [new DraftFile(name, "text/plain", default)]));
}
