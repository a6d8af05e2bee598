using Bronx.Discord.Models;

namespace Bronx.Features.Economy.Bank;

/// <summary>
/// One deposit of a person at a time: between looking how much room there is and putting coins in, nobody else puts any in. Deposits
/// are the only way into a bank, so its limit cannot be passed.
/// </summary>
internal sealed class BankDoor : IDisposable
{
    private readonly SemaphoreSlim[] _doors = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<T> EnterAsync<T>(UserId person, Func<Task<T>> deposit, CancellationToken ct)
    {
        // The low bits of a snowflake are a counter that is mostly zero; those of the time are spread.
        var door = _doors[(int)((person.Value ^ (person.Value >> 22)) % (ulong)_doors.Length)];
        await door.WaitAsync(ct);
        try
        {
            return await deposit();
        }
        finally
        {
            door.Release();
        }
    }

    public void Dispose()
    {
        foreach (var door in _doors)
        {
            door.Dispose();
        }
    }
}
