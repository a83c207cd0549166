using Microsoft.Extensions.Logging;
using PgRegistry.Cluster;
using PgRegistry.TestKit;

namespace PgRegistry.Tests;

/// <summary>However many strangers come under however many names, the log stays short, and says that there were more.</summary>
public sealed class LogBudgetTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void So_many_lines_a_minute_and_one_for_the_rest()
    {
        var told = new List<int>();
        var budget = new LogBudget(_time, lines: 3, told.Add);
        Assert.Equal([true, true, true, false, false], Take(budget, 5));

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal([false], Take(budget, 1));
        Assert.Empty(told);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([3], told);

        Assert.Equal([true, true, true, false], Take(budget, 4));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([3, 1], told);
    }

    [Fact]
    public void A_minute_in_which_nothing_was_skipped_ends_in_silence()
    {
        var told = new List<int>();
        var budget = new LogBudget(_time, lines: 2, told.Add);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal([true, true], Take(budget, 2));
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(told);
    }

    [Fact]
    public void What_was_not_said_is_news_the_next_time_and_displaces_nothing()
    {
        var repetitions = new Repetitions(new LogBudget(_time, lines: 2, _ => { }));
        Assert.True(repetitions.IsNew("b", "wrong cookie"));
        Assert.True(repetitions.IsNew("c", "wrong cookie"));
        for (var i = 0; i < 5000; i++)
        {
            Assert.False(repetitions.IsNew($"n{i}", "wrong cookie"));
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(repetitions.IsNew("b", "wrong cookie"));
        Assert.True(repetitions.IsNew("n7", "wrong cookie"));
    }

    [Fact]
    public async Task Strangers_with_ever_new_names_do_not_fill_the_log()
    {
        const int Strangers = 100;
        var options = TcpNode.Options("a");
        (options.Cookie, options.TimeProvider) = ("secret", _time);
        await using var a = await TcpNode.StartAsync(options);
        for (var i = 0; i < Strangers; i++)
        {
            Assert.Equal(HandshakeStatus.Refused, await TcpRawPeer.GreetAsync(a.Mesh.Address!, $"n{i}", "wrong"));
        }

        await a.Until(() => a.Logged(1010).Count + a.Logged(1012).Count == Strangers, "all refusals");
        Assert.Equal(LogBudget.LinesPerMinute, a.Warnings.Count);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains($"refused callers {Strangers - LogBudget.LinesPerMinute} times more", Assert.Single(a.Logged(1015)), StringComparison.Ordinal);
    }

    [Fact]
    public void Claimants_of_names_in_use_do_not_fill_the_log()
    {
        var log = new Lines();
        var self = new NodeId("a", 1);
        var events = new NodeEvents(log, self, _time);
        for (var i = 0UL; i < 100; i++)
        {
            events.NameInUse(new NodeId("b", i + 2), new NodeId("b", 1));
            events.NameInUse(new NodeId($"n{i}", 2), new NodeId($"n{i}", 1));
        }

        Assert.Equal(LogBudget.LinesPerMinute, log.Ids.Count);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(13, log.Ids[^1]);
        Assert.Equal(LogBudget.LinesPerMinute + 1, log.Ids.Count);
    }

    private static bool[] Take(LogBudget budget, int times) => [.. Enumerable.Range(0, times).Select(_ => budget.TryTake())];

    private sealed class Lines : ILogger
    {
        public List<int> Ids { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Ids.Add(eventId.Id);
    }
}
