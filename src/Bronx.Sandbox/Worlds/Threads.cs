namespace Bronx.Sandbox.Worlds;

/// <summary>Threads of all channels: begins them, lets people in and out, puts quiet ones to sleep. Under the world's lock.</summary>
internal sealed class Threads(World world) : IDisposable
{
    /// <summary>Threads of one guild that may be awake at once.</summary>
    public const int ActiveLimit = 1_000;

    /// <summary>Threads kept of one guild; the oldest sleeping one goes when another begins.</summary>
    private const int KeptLimit = 2_000;

    public Channel Begin(Channel parent, Snowflake id, ChannelKind kind, string name, User owner)
    {
        var guild = parent.Guild!;
        if (guild.Threads.Count >= KeptLimit && guild.Threads.Where(thread => thread.Thread!.Archived).MinBy(thread => thread.Id) is { } oldest)
        {
            Delete(oldest);
        }

        var thread = new Channel(id, kind, world.HistoryLimit)
        {
            Guild = guild,
            Name = name,
            ParentId = parent.Id,
            Thread = new ThreadPart(owner, world.Now),
        };
        thread.Thread.Members[owner.Id] = world.Now;
        world.Add(thread);
        Stir(thread);
        world.Emit(new ThreadCreated(thread));
        return thread;
    }

    /// <summary>Something was written: the thread wakes, its writer is in it, and its quiet time begins anew.</summary>
    public void Stir(Channel thread, User? writer = null)
    {
        var part = thread.Thread!;
        if (writer is not null)
        {
            part.TotalSent++;
            Join(thread, writer);
        }

        if (part.Archived)
        {
            SetArchived(thread, archived: false);
        }

        part.Sleep?.Dispose();
        part.Sleep = world.Clock.CreateTimer(_ => FallAsleep(thread), null, TimeSpan.FromMinutes(part.AutoArchiveMinutes), Timeout.InfiniteTimeSpan);
    }

    /// <summary>After a restart: every thread that is awake begins its quiet time anew.</summary>
    public void BeginAgain()
    {
        foreach (var thread in world.TouchedGuilds.SelectMany(guild => guild.Threads).Where(thread => !thread.Thread!.Archived))
        {
            Stir(thread);
        }
    }

    public void SetArchived(Channel thread, bool archived)
    {
        var part = thread.Thread!;
        part.Archived = archived;
        part.ArchiveChangedAt = world.Now;
        if (archived)
        {
            part.Sleep?.Dispose();
            part.Sleep = null;
        }

        world.Emit(new ThreadChanged(thread));
    }

    public void Join(Channel thread, User user)
    {
        if (thread.Thread!.Members.TryAdd(user.Id, world.Now))
        {
            world.Emit(new ThreadMembersChanged(thread, user, Came: true));
        }
    }

    public void Leave(Channel thread, User user)
    {
        if (thread.Thread!.Members.Remove(user.Id))
        {
            world.Emit(new ThreadMembersChanged(thread, user, Came: false));
        }
    }

    public void Delete(Channel thread)
    {
        thread.Thread!.Sleep?.Dispose();
        world.Remove(thread);
        world.Emit(new ThreadDeleted(thread));
    }

    public void Dispose()
    {
        lock (world.Gate)
        {
            foreach (var thread in world.TouchedGuilds.SelectMany(guild => guild.Threads))
            {
                thread.Thread!.Sleep?.Dispose();
            }
        }
    }

    private void FallAsleep(Channel thread)
    {
        lock (world.Gate)
        {
            if (!thread.Thread!.Archived && world.FindChannel(thread.Id) == thread)
            {
                SetArchived(thread, archived: true);
            }
        }
    }
}
