namespace Bronx.Features.Economy.Bank;

/// <summary>What can be bought in steps.</summary>
internal enum Upgrade
{
    Bank,
    Interest,
}

/// <summary>How far somebody has got.</summary>
/// <param name="Since">When the first step was begun: part of every step's transfer id, so that somebody who was erased begins anew.</param>
internal sealed record UpgradeLevel(int Level, DateTimeOffset Since);
