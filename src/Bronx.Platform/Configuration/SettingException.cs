namespace Bronx.Platform.Configuration;

/// <summary>A setting that cannot be obeyed. The message is one line for a person: which key, what is wrong, an example.</summary>
public sealed class SettingException(string key, string message) : Exception(message)
{
    public string Key { get; } = key;
}
