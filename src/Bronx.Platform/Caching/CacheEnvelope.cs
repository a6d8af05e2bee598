using System.Buffers.Binary;
using System.Text.Json;

namespace Bronx.Platform.Caching;

/// <summary>A value as Redis keeps it: version, end of its time (milliseconds since 1970, UTC), JSON. Others' or older shapes are not read.</summary>
internal static class CacheEnvelope
{
    private const int HeadSize = 12;

    public static byte[] Seal<TValue>(TValue value, int version, DateTimeOffset until)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value);
        var sealedUp = new byte[HeadSize + json.Length];
        BinaryPrimitives.WriteInt32LittleEndian(sealedUp, version);
        BinaryPrimitives.WriteInt64LittleEndian(sealedUp.AsSpan(4), until.ToUnixTimeMilliseconds());
        json.CopyTo(sealedUp, HeadSize);
        return sealedUp;
    }

    /// <returns>The value and how much of its time is left; null when it is missing, past its time, or not of this shape.</returns>
    public static Opened<TValue>? Open<TValue>(byte[]? sealedUp, int version, DateTimeOffset now)
    {
        if (sealedUp is not { Length: >= HeadSize } || BinaryPrimitives.ReadInt32LittleEndian(sealedUp) != version)
        {
            return null;
        }

        var left = TimeSpan.FromMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(sealedUp.AsSpan(4)) - (double)now.ToUnixTimeMilliseconds());
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        try
        {
            return new Opened<TValue>(JsonSerializer.Deserialize<TValue>(sealedUp.AsSpan(HeadSize))!, left);
        }
        catch (JsonException)
        {
            // Somebody else's value under our name: it is loaded anew and overwritten.
            return null;
        }
    }
}

internal sealed record Opened<TValue>(TValue Value, TimeSpan Left);
