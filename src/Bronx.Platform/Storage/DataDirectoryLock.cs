namespace Bronx.Platform.Storage;

/// <summary>
/// One process owns a data directory. The lock is the operating system's on an open file, so it ends with the process, however that
/// ends; the file itself stays and means nothing.
/// </summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <exception cref="StorageException">Another process has it, or the directory cannot be made or written.</exception>
    public static DataDirectoryLock Take(string directory)
    {
        var full = Path.GetFullPath(directory);
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new StorageException(
                $"The data directory {full} cannot be made ({e.Message.TrimEnd('.')}). Make it yourself, or set another data directory.", e);
        }

        try
        {
            return new DataDirectoryLock(new FileStream(
                Path.Combine(full, "bronx.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageException(
                $"The data directory {full} cannot be written to. Give this user the right to, or set another data directory.", e);
        }
        catch (IOException e) when (IsLocked(e))
        {
            throw new StorageException(
                $"Another bronx is running on the data directory {full}. Stop it first, or give this one a data directory of its own.", e);
        }
        catch (IOException e)
        {
            throw new StorageException(
                $"The data directory {full} cannot be written to ({e.Message.TrimEnd('.')}). Free some space or set another data directory.", e);
        }
    }

    public void Dispose() => _file.Dispose();

    // EWOULDBLOCK on Linux and on macOS, a sharing or lock violation on Windows.
    private static bool IsLocked(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
