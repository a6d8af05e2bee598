namespace Bronx.Platform.Storage;

/// <summary>Rows of one part that have outlived their use. Registered by the part that owns the table.</summary>
/// <param name="Name">What goes, in words: "ended cooldowns".</param>
/// <param name="Sql">Deletes them; both engines understand it. <c>@now</c> is milliseconds since 1970, UTC.</param>
public sealed record Ageing(string Name, string Sql);
