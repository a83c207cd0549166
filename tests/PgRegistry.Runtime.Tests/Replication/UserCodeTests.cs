using Microsoft.Extensions.Logging;

namespace PgRegistry.Tests.Replication;

/// <summary>Keys, messages and loggers that throw cost the call that met them, and nobody else.</summary>
public sealed class UserCodeTests
{
    [Fact]
    public async Task A_key_that_cannot_be_hashed_is_not_told_to_the_peers()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await RegistryNode.StartAsync(new() { Name = "a", Network = network });
        await using var b = await RegistryNode.StartAsync(new() { Name = "b", Network = network });
        var onA = a.Open<Touchy>();
        var onB = b.Open<Touchy>();
        network.Run();
        Assert.Throws<InvalidOperationException>(() => onA.Register(new(-1), new("x")));
        Assert.Equal(0, onA.Count);
        using var good = onA.Register(new(1), new("y"));
        network.Run();
        Assert.Equal(1, onA.Count);
        Assert.Equal(1, onB.Count);
        Assert.Equal(good.Pid, Assert.Single(onB.Lookup(new Touchy.Key(1))).Pid);
    }

    [Fact]
    public async Task A_message_that_cannot_be_made_costs_the_message_not_the_link()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await RegistryNode.StartAsync(new() { Name = "a", Network = network });
        await using var b = await RegistryNode.StartAsync(new() { Name = "b", Network = network });
        var onA = a.Open<Touchy>();
        var onB = b.Open<Touchy>();
        using var process = b.Spawn();
        using var inbox = onB.OpenInbox(process);
        network.Run();
        onA.Send(process.Pid, new Touchy.Message("forbidden later"));
        onA.Send(process.Pid, new Touchy.Message("fine"));
        TouchyRules.Forbidden = "forbidden later";
        try
        {
            network.Run();
        }
        finally
        {
            TouchyRules.Forbidden = null;
        }

        Assert.True(inbox.TryReceive(out var envelope));
        Assert.Equal("fine", envelope.Message.Text);
        Assert.False(inbox.TryReceive(out _));
        Assert.Single(b.Peers);
    }

    [Fact]
    public async Task A_logger_that_throws_harms_nobody()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await RegistryNode.StartAsync(new() { Name = "a", Network = network, LoggerFactory = new ThrowingLogger() });
        await using var b = await RegistryNode.StartAsync(new() { Name = "b", Network = network, LoggerFactory = new ThrowingLogger() });
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        using var registration = onA.Register(new("orders", 1), new("primary", 0));
        network.Run();
        Assert.Equal(1, onB.Count);
        network.Cut("a", "b");
        network.Run();
        Assert.Equal(0, onB.Count);
        network.Restore("a", "b");
        network.Run();
        Assert.Equal(1, onB.Count);
    }

    private sealed class ThrowingLogger : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("the disk is full");

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>What <see cref="Touchy"/> refuses.</summary>
internal static class TouchyRules
{
    public static string? Forbidden { get; set; }
}

/// <summary>A scope whose types throw.</summary>
[RegistryScope]
public partial class Touchy
{
    public readonly record struct Key(int Number)
    {
        public bool Equals(Key other) => Number == other.Number;

        public override int GetHashCode() => Number >= 0 ? Number : throw new InvalidOperationException("negative");
    }

    public sealed record Value(string Text);

    public sealed record Message(string Text)
    {
        public string Text { get; } = Text != TouchyRules.Forbidden ? Text : throw new InvalidOperationException("forbidden");
    }
}
