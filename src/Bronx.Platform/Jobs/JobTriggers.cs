using Quartz;

namespace Bronx.Platform.Jobs;

/// <summary>Quartz says when: schedules on our clock, held in memory. What happens then is the supervisor's.</summary>
internal sealed class JobTriggers : IAsyncDisposable
{
    private const string Jobs = "bronx.jobs";

    private readonly IScheduler _scheduler;

    private JobTriggers(IScheduler scheduler) => _scheduler = scheduler;

    public static async Task<JobTriggers> StartAsync(IReadOnlyDictionary<string, SupervisedJob> jobs, TimeProvider time, CancellationToken ct)
    {
        // Firing only hands over to the supervisor, so few threads serve any number of jobs.
        var scheduler = await QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.UseTimeProvider(time);
            quartz.UseDefaultThreadPool(4);
            quartz.UseInMemoryStore();
        }).BuildScheduler(ct);
        scheduler.Context.Add(Jobs, jobs);
        foreach (var job in jobs.Values)
        {
            var trigger = Trigger(job.Definition, time);
            await scheduler.ScheduleJob(JobBuilder.Create<Firing>().WithIdentity(job.Definition.Name).Build(), trigger, cancellationToken: ct);
            job.ScheduleSays(trigger.GetFireTimeAfter(time.GetUtcNow()));
        }

        await scheduler.Start(ct);
        return new JobTriggers(scheduler);
    }

    public async ValueTask DisposeAsync() => await _scheduler.Shutdown(waitForJobsToComplete: false);

    private static ITrigger Trigger(JobDefinition job, TimeProvider time)
    {
        // After a machine slept, what was missed runs once, at once.
        var builder = TriggerBuilder.Create(time).WithIdentity(job.Name);
        return job.Schedule switch
        {
            JobSchedule.Every every => builder.StartAt(time.GetUtcNow() + every.Interval)
                .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(every.Interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount))
                .Build(),
            JobSchedule.Daily daily => builder
                .WithSchedule(CronScheduleBuilder.Create($"{daily.At.Second} {daily.At.Minute} {daily.At.Hour} * * ?").InTimeZone(TimeZoneInfo.Utc)
                    .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
                .Build(),
            _ => throw new InvalidOperationException($"no trigger for {job.Schedule.GetType().Name}"),
        };
    }

    private sealed class Firing : Quartz.IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            var job = ((IReadOnlyDictionary<string, SupervisedJob>)context.Scheduler.Context[Jobs]!)[context.JobDetail.Key.Name];
            job.Due(context.ScheduledFireTimeUtc ?? context.FireTimeUtc);
            job.ScheduleSays(context.NextFireTimeUtc);
            return ValueTask.CompletedTask;
        }
    }
}
