namespace Bronx.Dashboard.Api;

/// <param name="Error">What went wrong and what to do next.</param>
/// <param name="ErrorId">Also in the log; null when nothing of ours failed.</param>
internal sealed record ErrorDocument(string Error, string? ErrorId = null);
