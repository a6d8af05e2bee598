using System.Buffers.Binary;
using Bronx.Platform.Ledger;

namespace Bronx.Benchmarks.Money;

/// <summary>What a worker asked of its ledger and what it was told, written down before the next step: a kill cannot take it back.</summary>
internal sealed class WorkerLog : IDisposable
{
    private const int Size = 1 + TransferId.Size + sizeof(long);

    private readonly FileStream _file;
    private readonly Lock _gate = new();

    public WorkerLog(string path) => _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>About to ask for it.</summary>
    public void Asked(params ReadOnlySpan<TransferId> ids)
    {
        foreach (var id in ids)
        {
            Write(0, id, 0);
        }
    }

    /// <summary>The ledger said that it is done, at this place of the journal.</summary>
    public void Told(TransferId id, long sequence) => Write(1, id, sequence);

    /// <summary>Whole records only: the last one may be cut by the kill.</summary>
    public static (HashSet<TransferId> Asked, Dictionary<TransferId, long> Told) Read(string path)
    {
        var (asked, told) = (new HashSet<TransferId>(), new Dictionary<TransferId, long>());
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        for (var at = 0; at + Size <= bytes.Length; at += Size)
        {
            var id = TransferId.FromBytes(bytes.AsSpan(at + 1, TransferId.Size));
            if (bytes[at] == 0)
            {
                asked.Add(id);
            }
            else
            {
                told[id] = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at + 1 + TransferId.Size));
            }
        }

        return (asked, told);
    }

    public void Dispose() => _file.Dispose();

    private void Write(byte kind, TransferId id, long sequence)
    {
        Span<byte> record = stackalloc byte[Size];
        record[0] = kind;
        id.CopyTo(record[1..]);
        BinaryPrimitives.WriteInt64BigEndian(record[(1 + TransferId.Size)..], sequence);
        lock (_gate)
        {
            _file.Write(record);
        }
    }
}
