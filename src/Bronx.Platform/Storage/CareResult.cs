namespace Bronx.Platform.Storage;

/// <summary>What one step of care did or found.</summary>
/// <param name="IsGood">False when an owner must look at it.</param>
internal readonly record struct CareResult(string Detail, bool IsGood = true);
