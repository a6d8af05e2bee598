using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bronx.Platform.Telemetry;

/// <summary>
/// What the journal has no room for while the store takes nothing: frames one after the other in a file that is made when it is needed
/// and emptied when they are saved. A write costs a call of the operating system instead of nothing, and outlives the process as the
/// journal does. Not safe for several threads: the intake's lock guards it.
/// </summary>
/// <param name="file">Null where no file can be written: then nothing is taken.</param>
internal sealed class UsageSpill(string? file) : IDisposable
{
    /// <summary>A gigabyte, 22 million uses: a store that is away for so long must not fill the disk too.</summary>
    private const long MaxSize = 1L << 30;

    private SafeFileHandle? _handle;
    private long _end;

    /// <returns>False when the disk does not take it, or there is no file.</returns>
    public bool TryAppend(ref UsageFrame frame)
    {
        if (file is null || _end >= MaxSize)
        {
            return false;
        }

        frame.Seal();
        try
        {
            _handle ??= File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            RandomAccess.Write(_handle, MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref frame, 1)), _end);
            _end += UsageFrame.Size;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The same place is tried with the next frame: a half written one is overwritten.
            return false;
        }
    }

    /// <summary>All sound frames after a place, in the order in which they were written; later ones are appended after the last whole one.</summary>
    public List<UsageFrame> ReadFrom(long place)
    {
        var found = new List<UsageFrame>();
        if (file is null || !File.Exists(file))
        {
            return found;
        }

        _handle ??= File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        _end = RandomAccess.GetLength(_handle) / UsageFrame.Size * UsageFrame.Size;
        var frame = default(UsageFrame);
        for (var at = 0L; at < _end; at += UsageFrame.Size)
        {
            var read = RandomAccess.Read(_handle, MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref frame, 1)), at);
            if (read == UsageFrame.Size && frame.IsSound && frame.Number > place)
            {
                found.Add(frame);
            }
        }

        return found;
    }

    /// <summary>Everything in it is saved.</summary>
    public void Clear()
    {
        if (_end == 0)
        {
            return;
        }

        _end = 0;
        RandomAccess.SetLength(_handle!, 0);
    }

    public void Dispose() => _handle?.Dispose();
}
