using System.Security.Cryptography;
using Bronx.Sandbox;

namespace Bronx.Host.Roles;

/// <summary>What tests put in the place of the world: the clock, the source of jitter, and a look at the sandbox's options.</summary>
public sealed record RunSeams
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Source of jitter for one client; never of games. Unseeded unless a test seeds it.</summary>
    public Func<Random> Chance { get; init; } = static () => new Random(RandomNumberGenerator.GetInt32(int.MaxValue));

    /// <summary>Adjusts the built-in sandbox before it starts.</summary>
    public Func<SandboxOptions, SandboxOptions> Sandbox { get; init; } = options => options;
}
