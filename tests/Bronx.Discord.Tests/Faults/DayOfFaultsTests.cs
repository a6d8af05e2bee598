namespace Bronx.Discord.Tests.Faults;

/// <summary>A day of faults of all kinds, and what a bot must get out of it. `bench -- day` prints the same.</summary>
public sealed class DayOfFaultsTests
{
    [Fact]
    public async Task ADayOfFaults_LosesNothingThatAResumeCouldBring_AndHandlesNothingTwice()
    {
        var day = await DayOfFaults.RunAsync(seed: 4, TimeSpan.FromHours(6), faults: 120, CancellationToken.None);
        Assert.Equal(120, day.Strikes.Values.Sum());
        Assert.Equal(Enum.GetValues<FaultKind>().Length, day.Strikes.Count);
        Assert.Empty(day.Violations);
        Assert.Equal((0, 0, 0, 0), (day.Lost, day.Twice, day.OutOfOrder, day.Unanswered));
        Assert.InRange(day.Handled, day.Said * 9 / 10, day.Said);
        Assert.InRange(day.Identifies, 2, 60);
    }

    [Fact]
    public async Task TheSameSeed_GivesTheSameDay()
    {
        var first = await DayOfFaults.RunAsync(seed: 9, TimeSpan.FromHours(1), faults: 25, CancellationToken.None);
        var again = await DayOfFaults.RunAsync(seed: 9, TimeSpan.FromHours(1), faults: 25, CancellationToken.None);
        Assert.Equal(first.Fingerprint, again.Fingerprint);
        Assert.NotEqual(first.Fingerprint, (await DayOfFaults.RunAsync(seed: 10, TimeSpan.FromHours(1), faults: 25, CancellationToken.None)).Fingerprint);
    }
}
