using System.Security.Cryptography;

namespace Bronx.Platform.Commands.Pipeline;

/// <summary>
/// Short names for faults, in the reply and in the log: eight letters and digits without those that are mistaken for each other
/// (32^8, about 10^12 of them).
/// </summary>
internal sealed class ErrorIds(RandomNumberGenerator chance)
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public string Next()
    {
        Span<byte> bytes = stackalloc byte[8];
        chance.GetBytes(bytes);
        Span<char> id = stackalloc char[9];
        for (var i = 0; i < bytes.Length; i++)
        {
            id[i < 4 ? i : i + 1] = Alphabet[bytes[i] % Alphabet.Length];
        }

        id[4] = '-';
        return id.ToString();
    }
}
