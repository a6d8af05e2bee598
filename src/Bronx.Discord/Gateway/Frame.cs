using System.Text.Json;

namespace Bronx.Discord.Gateway;

/// <summary>Gateway opcodes (Discord's documentation, Opcodes).</summary>
internal enum Opcode
{
    Unknown = -1,
    Dispatch = 0,
    Heartbeat = 1,
    Identify = 2,
    PresenceUpdate = 3,
    Resume = 6,
    Reconnect = 7,
    RequestGuildMembers = 8,
    InvalidSession = 9,
    Hello = 10,
    HeartbeatAck = 11,
}

/// <summary>A frame's envelope. <see cref="Payload"/> begins with the value of "d" and may have the rest of the frame behind it.</summary>
internal readonly ref struct Frame
{
    public Opcode Opcode { get; private init; }

    public EventKind Kind { get; private init; }

    public long? Sequence { get; private init; }

    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>
    /// Reads the envelope and stops where "d" begins if everything else came before, which is how Discord writes it; so an event that
    /// nobody wants costs a glance. Throws <see cref="JsonException"/> for what is not a frame.
    /// </summary>
    public static Frame Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("a frame is an object");
        }

        var opcode = Opcode.Unknown;
        var kind = EventKind.Unknown;
        long? sequence = null;
        bool sawOpcode = false, sawKind = false, sawSequence = false;
        var payload = ReadOnlySpan<byte>.Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("d"u8))
            {
                reader.Read();
                payload = json[(int)reader.TokenStartIndex..];
                if (sawOpcode && (opcode != Opcode.Dispatch || (sawKind && sawSequence)))
                {
                    break;
                }

                reader.Skip();
            }
            else if (reader.ValueTextEquals("op"u8))
            {
                reader.Read();
                sawOpcode = true;
                opcode = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number is >= 0 and <= 255 ? (Opcode)number : Opcode.Unknown;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("s"u8))
            {
                reader.Read();
                sawSequence = true;
                sequence = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("t"u8))
            {
                reader.Read();
                sawKind = true;
                kind = reader.TokenType == JsonTokenType.String ? EventNames.Match(ref reader) : EventKind.Unknown;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        return new Frame { Opcode = opcode, Kind = kind, Sequence = sequence, Payload = payload };
    }
}
