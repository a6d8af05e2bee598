using System.Net.Sockets;
using Bronx.Discord.Gateway;
using Bronx.Platform.Configuration;
using Bronx.Platform.Storage;
using Bronx.Sandbox;
using Microsoft.AspNetCore.Connections;

namespace Bronx.Host.Roles;

/// <summary>Why BronxBot cannot run, in one line that says what to do. Ends the process with exit code 1 and no stack trace.</summary>
public sealed class StartException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The faults of the world that a person can mend; null for a fault of ours, which keeps its stack trace in the log.</summary>
    public static StartException? From(Exception fault) => fault switch
    {
        StartException start => start,
        SettingException setting => new StartException(setting.Message, setting),
        StorageException storage => new StartException(storage.Message, storage),
        SandboxStartException sandbox => new StartException(sandbox.Message, sandbox),
        GatewayRefusedException refused => new StartException(refused.Message, refused),
        _ => null,
    };

    /// <summary>Whether a server could not start because its port is taken, or is not ours to take.</summary>
    public static bool IsPortTaken(Exception fault) =>
        fault is AddressInUseException
        || (fault is SocketException socket && socket.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        || (fault.InnerException is { } inner && IsPortTaken(inner));
}
