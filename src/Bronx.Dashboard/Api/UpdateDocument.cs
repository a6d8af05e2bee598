namespace Bronx.Dashboard.Api;

/// <param name="Shown">False when the report was known already, or is older than what is shown.</param>
internal sealed record UpdateDocument(bool Shown);
