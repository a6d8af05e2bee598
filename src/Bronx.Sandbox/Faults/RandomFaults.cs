using System.Text.Json.Nodes;
using Bronx.Sandbox.Rest;
using Bronx.Sandbox.Shapes;

namespace Bronx.Sandbox.Faults;

/// <summary>The random mode: draws accidents from one seeded source. Two sources, so that requests do not shift the gateway's fate.</summary>
internal sealed class RandomFaults : IDisposable
{
    private static readonly int[] ResumableCodes = [4000, 4001, 4002, 4003, 4005, 4008];

    private readonly FaultSwitch _faults;
    private readonly RandomFaultOptions _options;
    private readonly Random _gateway;
    private readonly Random _requests;
    private readonly ITimer? _timer;

    public RandomFaults(FaultSwitch faults, RandomFaultOptions options, TimeProvider clock)
    {
        _faults = faults;
        _options = options;
        _gateway = new Random(options.Seed);
        _requests = new Random(options.Seed ^ 0x5F3759DF);
        if (options.GatewayMean > TimeSpan.Zero)
        {
            _timer = clock.CreateTimer(_ => Strike(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(NextWait(), Timeout.InfiniteTimeSpan);
        }
    }

    public RequestFault? TakeRequestFault()
    {
        if (_requests.NextDouble() >= _options.RequestShare)
        {
            return null;
        }

        return _requests.Next(5) switch
        {
            0 => new RequestFault { Answer = Failure(502) },
            1 => new RequestFault { Answer = Failure(500) },
            2 => new RequestFault { Answer = RestServer.TooMany(TimeSpan.FromSeconds(0.1 + _requests.NextDouble()), "shared") },
            3 => new RequestFault { DropsConnection = true },
            _ => new RequestFault { Delay = TimeSpan.FromSeconds(_requests.NextDouble() * 2) },
        };
    }

    public void Dispose() => _timer?.Dispose();

    private void Strike()
    {
        switch (_gateway.Next(7))
        {
            case 0 or 1:
                _faults.DropSockets();
                break;
            case 2:
                _faults.AskReconnect();
                break;
            case 3:
                _faults.InvalidateSessions(resumable: true);
                break;
            case 4:
                _faults.InvalidateSessions(resumable: false);
                break;
            case 5:
                _faults.CloseSockets(ResumableCodes[_gateway.Next(ResumableCodes.Length)]);
                break;
            default:
                _faults.SilenceSockets();
                break;
        }

        _timer!.Change(NextWait(), Timeout.InfiniteTimeSpan);
    }

    private TimeSpan NextWait() => _options.GatewayMean * Math.Clamp(-Math.Log(1 - _gateway.NextDouble()), 0.01, 20);

    private static RestAnswer Failure(int status) =>
        new(status, Json.Octets(new JsonObject { ["message"] = $"{status}: Server Error", ["code"] = 0 }));
}
