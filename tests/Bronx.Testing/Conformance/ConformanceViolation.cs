namespace Bronx.Testing.Conformance;

/// <summary>Where an exchange leaves the description.</summary>
public enum ConformancePart
{
    /// <summary>No such path, or no such method there.</summary>
    Route,
    Query,
    RequestBody,
    Status,
    ResponseBody,
}

/// <summary>One thing in one exchange that Discord's description does not allow.</summary>
/// <param name="Part">Which part of the exchange.</param>
/// <param name="Exchange">Method, path and status, for the reader.</param>
/// <param name="At">Where in the body, as in <c>$.components[0].style</c>; or the name of a query parameter.</param>
/// <param name="Problem">What is wrong there.</param>
public sealed record ConformanceViolation(ConformancePart Part, string Exchange, string At, string Problem)
{
    public override string ToString() => $"{Exchange}: {Part} at {At}: {Problem}";
}
