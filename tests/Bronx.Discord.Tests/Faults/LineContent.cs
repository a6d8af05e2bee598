using System.Net;

namespace Bronx.Discord.Tests.Faults;

/// <summary>The body of an answer that opened a WebSocket: the line itself.</summary>
internal sealed class LineContent(WireStream line) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(line);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
