using Bronx.Sandbox;

namespace Bronx.Host.Roles;

/// <summary>What tests put in the place of the world: the clock, the source of jitter, and a look at the sandbox's options.</summary>
public sealed record RunSeams
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Seeds jitter and error ids; never games.</summary>
    public int? Seed { get; init; }

    /// <summary>Adjusts the built-in sandbox before it starts.</summary>
    public Func<SandboxOptions, SandboxOptions> Sandbox { get; init; } = options => options;
}
