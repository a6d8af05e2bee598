using Npgsql;

namespace Bronx.Platform.Storage;

/// <summary>Reads the address of a PostgreSQL database in both usual forms.</summary>
internal static class PostgresUrl
{
    private const string Example = "postgres://bronx:secret@localhost:5432/bronx";

    /// <exception cref="StorageException">Unreadable; the message shows an example and never the address, which may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(StorageOptions options)
    {
        var text = (options.DatabaseUrl ?? "").Trim();
        try
        {
            var settings = text.Contains("://", StringComparison.Ordinal) ? FromUri(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(settings.Host) || string.IsNullOrEmpty(settings.Database))
            {
                throw new StorageException($"DATABASE_URL names no host or no database. It should look like {Example}");
            }

            settings.MinPoolSize = options.PoolMin;
            settings.MaxPoolSize = options.PoolMax;
            settings.MaxAutoPrepare = 128;
            settings.AutoPrepareMinUsages = 2;
            settings.Timeout = 5;
            settings.CommandTimeout = 30;
            settings.KeepAlive = 30;
            settings.ApplicationName ??= "bronx";
            return settings;
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException or FormatException)
        {
            throw new StorageException($"DATABASE_URL cannot be read. It should look like {Example}", e);
        }
    }

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        if (uri.Scheme is not ("postgres" or "postgresql"))
        {
            throw new UriFormatException("not a postgres address");
        }

        var person = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Trim('[', ']'),
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
        };
        if (person[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(person[0]);
        }

        if (person.Length > 1)
        {
            settings.Password = Uri.UnescapeDataString(person[1]);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = pair.Split('=', 2) is [var k, var v] ? (k, Uri.UnescapeDataString(v)) : (pair, "");
            settings[key switch { "sslmode" => "SSL Mode", "host" => "Host", "application_name" => "Application Name", _ => key }] =
                key == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return settings;
    }
}
