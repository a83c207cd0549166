using System.Diagnostics;
using System.Security.Cryptography;
using PgRegistry.Network.Agents;

namespace PgRegistry.Network.Orchestration;

/// <summary>An agent on each host.</summary>
internal sealed class AgentCluster(IHosts hosts, TimeSpan interval, TimeSpan timeout, int entries, int logBytes = 8 << 20) : IAsyncDisposable
{
    private readonly AgentProcess?[] _agents = new AgentProcess?[hosts.Count];
    private readonly List<AgentProcess> _former = [];
    private readonly string _cookie = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public int Count => hosts.Count;

    /// <summary>The numbers of all hosts.</summary>
    public IEnumerable<int> All => Enumerable.Range(0, Count);

    public AgentProcess this[int host] => _agents[host] ?? throw new SuiteException($"there is no agent on host {host + 1}");

    public IEnumerable<int> Others(int host) => All.Where(other => other != host);

    public async Task StartAllAsync()
    {
        await Task.WhenAll(All.Select(StartAsync));
        await ConvergeAsync();
    }

    /// <summary>Starts the agent of a host, always under the same name and address, and waits until it is ready.</summary>
    public async Task StartAsync(int host)
    {
        if (_agents[host] is { } former)
        {
            former.Dispose();
            _former.Add(former);
        }

        var settings = new AgentSettings($"host-{host + 1}", hosts.AddressOf(host), [.. All.Select(hosts.AddressOf)], interval, timeout, entries, logBytes);
        var start = hosts.Start(host, settings.ToArguments());
        start.Environment[AgentSettings.CookieVariable] = _cookie;
        var agent = _agents[host] = new AgentProcess(settings.Name, start);
        await agent.ReadyAsync();
    }

    /// <summary>What every agent has told until now.</summary>
    public Mark Mark() => new(_agents.OfType<AgentProcess>());

    public Task AskAllAsync(string command) => Task.WhenAll(All.Select(host => this[host].AskAsync(command)));

    /// <summary>SIGKILL, and no process of it is left when this is done.</summary>
    public async Task KillAsync(int host)
    {
        this[host].Kill();
        await this[host].WaitForExitAsync();
    }

    /// <summary>It stops its node, says Goodbye, and ends.</summary>
    public async Task LeaveAsync(int host)
    {
        await this[host].AskAsync("leave");
        await this[host].WaitForExitAsync();
    }

    /// <summary>When the observer had no entry of the node any more, for that reason.</summary>
    public async Task<long> GoneAsync(Mark mark, int observer, NodeId node, LeaveReason reason)
    {
        var gone = await this[observer].ExpectAsync(mark.Of(this[observer]), told => IsLoss(told) && told.Text.StartsWith($"{node} ", StringComparison.Ordinal), $"that {node} is gone");
        return gone.Text == $"{node} {reason}" ? gone.At : throw new SuiteException($"{this[observer].Name} lost {gone.Text}, and not for {reason}");
    }

    /// <summary>When the last of these (observer, subject) was noticed as lost.</summary>
    public async Task<long> AllDownAsync(Mark mark, IEnumerable<(int Observer, int Subject)> pairs) =>
        (await Task.WhenAll(pairs.Select(pair => GoneAsync(mark, pair.Observer, this[pair.Subject].Node, LeaveReason.NodeDown)))).Max();

    /// <summary>When the observer had all entries of the node.</summary>
    public async Task<long> CompleteAsync(Mark mark, int observer, NodeId node) =>
        (await this[observer].ExpectAsync(mark.Of(this[observer]), told => told.Kind == "complete" && told.Text == node.ToString(), $"that {node} is complete")).At;

    public Task<long> ConvergeAsync() => ConvergeAsync(_ => All, All);

    /// <summary>
    /// When the last of the observers saw exactly the entries that those have whom it can see: no ghost, and none missing. Nobody may
    /// change anything meanwhile.
    /// </summary>
    public async Task<long> ConvergeAsync(Func<int, IEnumerable<int>> visible, IEnumerable<int> observers)
    {
        var watching = observers.ToList();
        var subjects = watching.SelectMany(visible).Distinct().ToList();
        var own = (await Task.WhenAll(subjects.Select(async host => (Host: host, Digest: Digest.Parse(await this[host].AskAsync("own"))))))
            .ToDictionary(subject => subject.Host, subject => KeyValuePair.Create(this[subject.Host].Node, subject.Digest));
        var patience = TimeSpan.FromSeconds(20);
        var answers = await Task.WhenAll(watching.Select(async observer =>
            (Observer: observer, Answer: await this[observer].AskAsync($"await {patience.TotalMilliseconds} {AwaitedView.Print(visible(observer).Select(host => own[host]))}", patience))));
        var wrong = answers.Where(answer => !answer.Answer.StartsWith("yes ", StringComparison.Ordinal)).ToList();
        if (wrong.Count == 0)
        {
            return answers.Max(answer => long.Parse(answer.Answer.AsSpan(4)));
        }

        var differences = await Task.WhenAll(wrong.Select(answer => DifferencesAsync(answer.Observer, visible(answer.Observer))));
        throw new SuiteException(string.Join("; ", wrong.Select((answer, i) => $"{this[answer.Observer].Name}: {answer.Answer[3..]}: {differences[i]}")));
    }

    /// <summary>Whatever an agent, also one that is no more, found wrong with the changes that it was told of.</summary>
    public IReadOnlyList<string> Wrongs() =>
        [.. _former.Concat(_agents.OfType<AgentProcess>()).SelectMany(static agent => agent.EventsSince(0).Where(static told => told.Kind == "wrong").Select(told => $"{agent.Name}: {told}"))];

    /// <summary>The nodes that the agents lost since then, as their monitors saw it.</summary>
    public IReadOnlyList<string> LostSince(Mark mark) =>
        [.. _agents.OfType<AgentProcess>().SelectMany(agent => agent.EventsSince(mark.Of(agent)).Where(IsLoss).Select(told => $"{agent.Name} lost {told.Text}"))];

    /// <exception cref="SuiteException">More or fewer were lost since then.</exception>
    public void ExpectLost(Mark mark, int expected)
    {
        var lost = LostSince(mark);
        if (lost.Count != expected)
        {
            throw new SuiteException($"{expected} views of a node should have been lost, and these were: {string.Join(", ", lost)}");
        }
    }

    public IEnumerable<string> LastWords() =>
        _agents.Where(agent => agent is not null).SelectMany(agent => agent!.LastWords().Select(line => $"    {agent.Name} {line}"));

    public ValueTask DisposeAsync()
    {
        foreach (var agent in _agents)
        {
            agent?.Dispose();
        }

        Array.Clear(_agents);
        return ValueTask.CompletedTask;
    }

    public static TimeSpan Between(long from, long to) => to <= from ? TimeSpan.Zero : Stopwatch.GetElapsedTime(from, to);

    /// <summary>Under load, and during a sync, the only entry that is there yet may just have exited: that is no loss.</summary>
    private static bool IsLoss(AgentEvent told) =>
        told.Kind == "gone" && (told.Text.EndsWith($" {LeaveReason.NodeDown}", StringComparison.Ordinal) || told.Text.EndsWith($" {LeaveReason.NodeLeft}", StringComparison.Ordinal));

    private async Task<string> DifferencesAsync(int observer, IEnumerable<int> visible)
    {
        var found = new List<string>();
        foreach (var subject in visible)
        {
            var node = this[subject].Node;
            var own = (await this[subject].AskAsync($"dump {node}")).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
            var seen = (await this[observer].AskAsync($"dump {node}")).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
            var ghosts = seen.Except(own).ToList();
            var missing = own.Except(seen).ToList();
            if (ghosts.Count + missing.Count > 0)
            {
                found.Add($"of {node} {ghosts.Count} ghosts ({string.Join(' ', ghosts.Take(5))}) and {missing.Count} missing ({string.Join(' ', missing.Take(5))})");
            }
        }

        return found.Count > 0 ? string.Join(", ", found) : "no entry differs now";
    }
}
