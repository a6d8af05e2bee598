using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling.Stage;

/// <summary>
/// How many answers may move at once. Where an answer can only be changed through its channel, few do: Discord allows about one change
/// a second there, and other people's answers need it too. Whoever finds no place is shown the end at once.
/// </summary>
internal sealed class StagePlaces(int mostAtOnce, int mostPerChannel)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, int> _channels = [];
    private int _taken;

    /// <summary>A place until it is disposed of; null when there is none.</summary>
    /// <param name="shown">Where the answer is or will be.</param>
    /// <param name="throughChannel">Whether it is changed through its channel, not through an interaction.</param>
    public IDisposable? TryTake(ulong channel, bool throughChannel)
    {
        lock (_gate)
        {
            if (_taken >= mostAtOnce)
            {
                return null;
            }

            if (throughChannel)
            {
                var here = _channels.GetValueOrDefault(channel);
                if (here >= mostPerChannel)
                {
                    return null;
                }

                _channels[channel] = here + 1;
            }

            _taken++;
            return new Place(this, throughChannel ? channel : null);
        }
    }

    /// <summary>The place of an answer to this call.</summary>
    public IDisposable? TryTake(Call call) => TryTake(call.Channel.Value, call.Form == Platform.Telemetry.CommandForm.Prefix);

    private void Leave(ulong? channel)
    {
        lock (_gate)
        {
            _taken--;
            if (channel is { } left && --_channels[left] == 0)
            {
                _channels.Remove(left);
            }
        }
    }

    private sealed class Place(StagePlaces stage, ulong? channel) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                stage.Leave(channel);
            }
        }
    }
}
