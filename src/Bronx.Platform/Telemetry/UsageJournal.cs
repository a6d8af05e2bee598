using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Bronx.Platform.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Bronx.Platform.Telemetry;

/// <summary>
/// The local journal: a ring of checksummed frames in a file that is mapped into memory. A write to it is a write to the operating
/// system's page, which outlives the process however that ends. Its blocks are taken when the file is made, so a full disk
/// cannot surprise it later. Not safe for several threads: the tracker's lock guards it.
/// </summary>
internal sealed partial class UsageJournal : IDisposable
{
    public const int MaxNames = 1024;

    private const int HeaderSize = 128;
    private const int FlushedOffset = 64;
    private const int NameSize = 128;
    private const int NamesOffset = HeaderSize;
    private const int FramesInABlock = 1024;
    private const int FramesOffset = NamesOffset + (MaxNames * NameSize);
    private const ulong Magic = 0x31_45_47_41_53_55_58_42;

    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly nint _start;
    private readonly SafeFileHandle? _file;
    private readonly string[] _names = new string[MaxNames];
    private int _nameCount = 1;
    private long _lastPlace = -1;
    private int _lastSlot = -1;

    private UsageJournal(MemoryMappedFile map, SafeFileHandle? file, ulong id, int capacity)
    {
        _map = map;
        _file = file;
        _view = map.CreateViewAccessor(0, SizeFor(capacity));
        _start = _view.SafeMemoryMappedViewHandle.DangerousGetHandle() + (nint)_view.PointerOffset;
        Id = id;
        Capacity = capacity;
        _names[0] = "";
        ReadNames();
    }

    /// <summary>Told apart in the store from other processes' journals.</summary>
    public ulong Id { get; }

    public int Capacity { get; }

    /// <summary>Names in use; number 0 is "no name", the rest come in order of first use.</summary>
    public int NameCount => _nameCount;

    /// <summary>Opens the journal, makes it when it is missing, and sets a damaged one aside.</summary>
    /// <exception cref="StorageException">It cannot be made, or another process has it.</exception>
    public static UsageJournal Open(UsageOptions options, TimeProvider time, ILogger log)
    {
        if (options.JournalFile is null)
        {
            return new UsageJournal(
                MemoryMappedFile.CreateNew(null, SizeFor(options.JournalCapacity)), file: null, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), options.JournalCapacity);
        }

        var file = Path.GetFullPath(options.JournalFile);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (!File.Exists(file))
            {
                Make(file, options.JournalCapacity);
            }

            return Map(file) ?? Replace(file, options.JournalCapacity, time, log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The usage journal {file} cannot be used ({e.Message.TrimEnd('.')}). Free some space, check the rights, or stop the bronx that has it open.", e);
        }
    }

    /// <summary>Puts one frame in its place. Durable against the end of this process as soon as this returns. Never after <see cref="Dispose"/>.</summary>
    public void Write(ref UsageFrame frame)
    {
        frame.Seal();

        // Places come in order: the next one is found without dividing. And past the accessor, which counts its users up and down
        // at every write: here the lock sees to it that nobody writes to a map that is gone.
        var place = frame.Number - 1;
        var slot = place == _lastPlace + 1 ? _lastSlot + 1 : (int)(place % Capacity);
        (_lastPlace, _lastSlot) = (place, slot == Capacity ? 0 : slot);
        Unsafe.WriteUnaligned(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), _start + FramesOffset + (_lastSlot * UsageFrame.Size)), frame);
    }

    /// <summary>The frame with a zero-based place; unsound when it was torn, overwritten or never written.</summary>
    public bool TryRead(long place, out UsageFrame frame)
    {
        _view.Read(FramesOffset + (place % Capacity * UsageFrame.Size), out frame);
        return frame.IsSound && frame.Number == place + 1;
    }

    /// <summary>
    /// All sound frames from a place on, in order. Read from the file and not from the map: every page of the map that is looked at once stays in
    /// this process's memory, and at the start that would be all of them.
    /// </summary>
    public List<UsageFrame> ReadFrom(long place)
    {
        var found = new List<UsageFrame>();
        var block = new UsageFrame[FramesInABlock];
        for (var first = 0; first < Capacity; first += FramesInABlock)
        {
            var frames = block.AsSpan(0, Math.Min(FramesInABlock, Capacity - first));
            ReadBlock(first, frames);
            for (var i = 0; i < frames.Length; i++)
            {
                if (frames[i].IsSound && frames[i].Number > place && (frames[i].Number - 1) % Capacity == first + i)
                {
                    found.Add(frames[i]);
                }
            }
        }

        found.Sort((left, right) => left.Number.CompareTo(right.Number));
        return found;
    }

    /// <summary>The frames of one person that are still in the ring, saved or not, in no order.</summary>
    public IEnumerable<UsageFrame> FramesOf(ulong user)
    {
        for (var i = 0; i < Capacity; i++)
        {
            _view.Read(FramesOffset + ((long)i * UsageFrame.Size), out UsageFrame frame);
            if (frame.User == user && frame.IsSound)
            {
                yield return frame;
            }
        }
    }

    /// <summary>A name by its number, also while another thread adds one.</summary>
    public string NameOf(ushort number) => Volatile.Read(ref _names[number]) ?? "";

    /// <summary>Gives a name its number; 0 when the table is full, which the closed set of names never fills.</summary>
    public ushort AddName(string name)
    {
        if (_nameCount >= MaxNames)
        {
            return 0;
        }

        var record = new byte[NameSize];
        var length = Encoding.UTF8.GetBytes(Shorten(name), record.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(record, length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), Checksum(record.AsSpan(8, length)));
        _view.WriteArray(NamesOffset + (_nameCount * NameSize), record, 0, NameSize);
        Volatile.Write(ref _names[_nameCount], name);
        return (ushort)_nameCount++;
    }

    /// <summary>A copy of the saved place, for the day the store is another one. The store's own word counts.</summary>
    public long SavedPlace
    {
        get => _view.ReadUInt32(FlushedOffset + 8) == Checksum(BitConverter.GetBytes(_view.ReadInt64(FlushedOffset))) ? _view.ReadInt64(FlushedOffset) : 0;
        set
        {
            _view.Write(FlushedOffset, value);
            _view.Write(FlushedOffset + 8, Checksum(BitConverter.GetBytes(value)));
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
    }

    private static long SizeFor(int capacity) => FramesOffset + ((long)capacity * UsageFrame.Size);

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = 0x42524F4Eu;
        foreach (var one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return crc;
    }

    private static string Shorten(string name)
    {
        while (Encoding.UTF8.GetByteCount(name) > NameSize - 8)
        {
            name = name[..^1];
        }

        return name;
    }

    /// <summary>Written whole beside its place and renamed: there is never half a header.</summary>
    private static void Make(string file, int capacity)
    {
        var header = new byte[HeaderSize];
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), capacity);
        RandomNumberGenerator.Fill(header.AsSpan(16, 8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), Checksum(header.AsSpan(0, 24)));
        using (var stream = new FileStream(file + ".new", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(header);
            Fill(stream, SizeFor(capacity));
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".new", file);
    }

    /// <summary>Real zeros, not a hole: every block belongs to the file before anything is mapped.</summary>
    private static void Fill(FileStream stream, long size)
    {
        var zeros = new byte[64 * 1024];
        stream.Position = stream.Length;
        while (stream.Position < size)
        {
            stream.Write(zeros, 0, (int)Math.Min(zeros.Length, size - stream.Position));
        }
    }

    /// <returns>Null when the header is not ours.</returns>
    private static UsageJournal? Map(string file)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var header = new byte[HeaderSize];
            var read = stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
            var capacity = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
            if (read < FlushedOffset || BinaryPrimitives.ReadUInt64LittleEndian(header) != Magic || capacity < 1
                || BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(24)) != Checksum(header.AsSpan(0, 24)))
            {
                stream.Dispose();
                return null;
            }

            if (stream.Length < SizeFor(capacity))
            {
                // A tail that was cut off is given back empty: what was before it still counts.
                Fill(stream, SizeFor(capacity));
                stream.Flush(flushToDisk: false);
            }

            var map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
            return new UsageJournal(map, stream.SafeFileHandle, BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(16)), capacity);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static UsageJournal Replace(string file, int capacity, TimeProvider time, ILogger log)
    {
        var aside = $"{file}.damaged-{time.GetUtcNow():yyyyMMdd-HHmmss}";
        File.Move(file, aside, overwrite: false);
        Log.SetAside(log, file, aside);
        Make(file, capacity);
        return Map(file) ?? throw new IOException("a new journal cannot be read back");
    }

    private void ReadBlock(int first, Span<UsageFrame> frames)
    {
        var offset = FramesOffset + ((long)first * UsageFrame.Size);
        if (_file is null)
        {
            _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(_view.PointerOffset + offset), frames);
            return;
        }

        for (var bytes = MemoryMarshal.AsBytes(frames); bytes.Length > 0;)
        {
            var read = RandomAccess.Read(_file, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("the journal ends before its last frame");
            }

            offset += read;
            bytes = bytes[read..];
        }
    }

    private void ReadNames()
    {
        var record = new byte[NameSize];
        while (_nameCount < MaxNames)
        {
            _view.ReadArray(NamesOffset + (_nameCount * NameSize), record, 0, NameSize);
            var length = BinaryPrimitives.ReadInt32LittleEndian(record);
            if (length is <= 0 or > NameSize - 8 || BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(4)) != Checksum(record.AsSpan(8, length)))
            {
                return;
            }

            _names[_nameCount++] = Encoding.UTF8.GetString(record, 8, length);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The usage journal {File} is damaged; it was set aside as {Aside}. Uses that were not saved yet are in there and not counted")]
        public static partial void SetAside(ILogger logger, string file, string aside);
    }
}
