namespace Bronx.Platform.Options;

/// <summary>How the values of one kind are read, stored and shown. What it writes it reads back as the same.</summary>
internal sealed record OptionForm<T>(Func<string, OptionReading<T>> Read, Func<T, string> Write, Func<T, string> Show);

/// <summary>Either a value or what is wrong with the text.</summary>
internal readonly record struct OptionReading<T>(T? Value, string? Problem)
{
    public static implicit operator OptionReading<T>(T value) => new(value, null);

    public static OptionReading<T> Wrong(string problem) => new(default, problem);
}
