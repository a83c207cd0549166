namespace PgRegistry.Network.Orchestration;

/// <summary>What can be done to a network of hosts.</summary>
internal interface INetworkFaults
{
    /// <summary>Why there is no delay; null when there is.</summary>
    string? NoDelay { get; }

    /// <summary>Why there is no random loss; null when there is.</summary>
    string? NoLoss { get; }

    /// <summary>These hosts are on a switch of their own now.</summary>
    Task SplitAsync(IEnumerable<int> hosts);

    /// <summary>The cable of a host is out.</summary>
    Task UnplugAsync(int host);

    Task PlugAsync(int host);

    /// <summary>Nothing that one host sends arrives at the other.</summary>
    Task DeafenAsync(int listener, int speaker);

    /// <summary>The host no longer tells others that a connection of theirs does not exist, as if it had been away all the while.</summary>
    Task HideResetsAsync(int host);

    /// <summary>So much of what is sent to any host is lost.</summary>
    Task LoseAsync(double share);

    /// <summary>Everything arrives so much later, give or take a little.</summary>
    Task DelayAsync(TimeSpan delay, TimeSpan jitter);

    /// <summary>Takes all of this back.</summary>
    Task HealAsync();
}
