namespace Bronx.Sandbox;

/// <summary>A person tried what a person in that place could not do; the message says so in words fit for that person.</summary>
#pragma warning disable CA1710 // The name is what tests read: a person was refused.
public sealed class SandboxRefusal : Exception
#pragma warning restore CA1710
{
    public SandboxRefusal()
    {
    }

    public SandboxRefusal(string message)
        : base(message)
    {
    }

    public SandboxRefusal(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
