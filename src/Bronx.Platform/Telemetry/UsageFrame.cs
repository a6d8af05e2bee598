using System.Numerics;
using System.Runtime.InteropServices;
using Bronx.Discord.Models;

namespace Bronx.Platform.Telemetry;

/// <summary>One use as the journal keeps it: 48 bytes, fixed, with a checksum. Names are numbers of the journal's own name table.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
internal struct UsageFrame
{
    public const int Size = 48;

    /// <summary>Not the end of a command: an answer of 429, of the scope that <see cref="Kind"/> names. The number is in journals.</summary>
    public const CommandEnd RateLimited = (CommandEnd)100;

    /// <summary>Its place among all frames ever written to this journal, from 1; 0 is a place never used.</summary>
    public long Number;

    /// <summary>UTC, milliseconds since 1970.</summary>
    public long At;

    /// <summary>0: nobody who may be counted.</summary>
    public ulong User;

    /// <summary>0: not in a server.</summary>
    public ulong Guild;

    /// <summary>Microseconds, at most 71 minutes.</summary>
    public uint Duration;

    public ushort Command;
    public ushort Kind;
    public readonly CommandForm Form => (CommandForm)_form;
    public readonly CommandEnd End => (CommandEnd)_end;

    private byte _form;
    private byte _end;
    private ushort _reserved;
    private uint _checksum;

    public static UsageFrame From(in CommandUse use, long number, ushort command, ushort kind) => new()
    {
        Number = number,
        At = use.At.ToUnixTimeMilliseconds(),
        User = use.User?.Value ?? 0,
        Guild = use.Guild?.Value ?? 0,
        Duration = (uint)Math.Clamp(use.Duration.Ticks / TimeSpan.TicksPerMicrosecond, 0, uint.MaxValue),
        Command = command,
        Kind = kind,
        _form = (byte)use.Form,
        _end = (byte)use.End,
    };

    public readonly CommandUse ToUse(UsageJournal names) => new(
        names.NameOf(Command), Form, End, Kind == 0 ? null : names.NameOf(Kind), TimeSpan.FromMicroseconds(Duration), User == 0 ? null : new UserId(User),
        Guild == 0 ? null : new GuildId(Guild), DateTimeOffset.FromUnixTimeMilliseconds(At));

    public void Seal() => _checksum = Checksum();

    public readonly bool IsSound => Number > 0 && _checksum == Checksum();

    private readonly uint Checksum()
    {
        var crc = BitOperations.Crc32C(0x42524F4Eu, (ulong)Number);
        crc = BitOperations.Crc32C(crc, (ulong)At);
        crc = BitOperations.Crc32C(crc, User);
        crc = BitOperations.Crc32C(crc, Guild);
        crc = BitOperations.Crc32C(crc, ((ulong)Duration << 32) | ((ulong)Command << 16) | Kind);
        return BitOperations.Crc32C(crc, ((ulong)_form << 8) | _end);
    }
}
