namespace PgRegistry.Tests.Concurrency;

/// <summary>Many want the same keys of a unique scope: at every time one living process of each node at most has each.</summary>
public sealed class UniqueStressTests
{
    private const int Keys = 3;
    private const int Claimants = 4;

    [Theory]
    [InlineData(1, 6000)]
    [InlineData(2, 2500)]
    public Task A_key_has_one_living_holder_on_each_node(int nodes, int operations) => Stress.ForEachSeedAsync(async seed =>
    {
        await using var pair = await StressPair.StartAsync(nodes);
        Claims[] scopes = [.. pair.Nodes.Select(node => node.Open<Claims>())];
        var held = new Claimed[nodes, Keys];
        var claimants = Enumerable.Range(0, nodes * Claimants)
            .Select(claimant => new Claimant(claimant, pair.Nodes[claimant % nodes], scopes[claimant % nodes], claimant % nodes, held))
            .ToList();
        await Stress.BesideAsync(
            seed,
            [.. claimants.Select(claimant => new Action<Random>(random => claimant.Run(random, operations)))],
            [.. scopes.Select(scope => new Action<Random>(random =>
            {
                var members = scope.Lookup(new Claims.Key(random.Next(Keys)));
                Assert.True(members.Count <= nodes, $"{members.Count} holders on {scope.Node}");
                Assert.Equal(members.Count, members.DistinctBy(member => member.Pid.Node).Count());
            }))]);

        // What was won and not given back is what is there.
        var won = claimants.SelectMany(claimant => claimant.Held).ToList();
        Assert.Equal(claimants.Sum(claimant => claimant.Wins - claimant.Ends), won.Count);
        foreach (var scope in scopes)
        {
            await scope.ReplicatedAsync(Deadline.Token());
        }

        Assert.All(scopes, scope => ModelCheck.AssertSame(won, scope.Entries().Select(entry => (entry.Key, entry.Pid)), $"holders on {scope.Node}"));
    });

    private sealed class Claimed
    {
        public int Holders;
    }

    private sealed class Claimant(int number, RegistryNode node, Claims scope, int nodeIndex, Claimed[,] held)
    {
        private readonly Dictionary<int, (LocalProcess Process, Registration<Claims.Key, Claims.Value> Registration)> _held = [];

        public int Wins { get; private set; }

        public int Ends { get; private set; }

        public IEnumerable<(Claims.Key Key, Pid Pid)> Held => _held.Select(pair => (new Claims.Key(pair.Key), pair.Value.Process.Pid));

        public void Run(Random random, int operations)
        {
            for (var i = 0; i < operations; i++)
            {
                var key = random.Next(Keys);
                if (_held.Remove(key, out var mine))
                {
                    GiveBack(random, key, mine.Process, mine.Registration);
                }
                else
                {
                    Claim(random, key);
                }
            }
        }

        private void Claim(Random random, int key)
        {
            LocalProcess? process = null;
            Registration<Claims.Key, Claims.Value> registration;
            Pid holder;
            var isWon = random.Next(2) == 0
                ? scope.TryRegister(process = node.Spawn(), new Claims.Key(key), new(number), out registration, out holder)
                : scope.TryRegister(new Claims.Key(key), new(number), out registration, out holder);
            if (!isWon)
            {
                process?.Dispose();
                Assert.Equal(node.Id, holder.Node);
                Assert.Equal(default, registration);
                return;
            }

            Wins++;
            Assert.Equal(1, Interlocked.Increment(ref Of(key).Holders));
            process ??= registration.OwnProcess!;
            Assert.True(registration.IsRegistered, "the winner's handle is registered");
            Assert.Equal(process.Pid, registration.Pid);
            Assert.Equal(process.Pid, scope.WhereIs(new Claims.Key(key)));
            Assert.False(scope.TryRegister(process, new Claims.Key(key), new(number), out _, out var oneself));
            Assert.Equal(process.Pid, oneself);
            _held.Add(key, (process, registration));
        }

        private void GiveBack(Random random, int key, LocalProcess process, Registration<Claims.Key, Claims.Value> registration)
        {
            Assert.True(registration.IsRegistered, "nobody else takes a key away from the living");
            Interlocked.Decrement(ref Of(key).Holders);
            Ends++;
            switch (random.Next(3))
            {
                case 0:
                    registration.Dispose();
                    break;
                case 1:
                    Assert.True(scope.Unregister(process, new Claims.Key(key)));
                    break;
            }

            // In the third case its end is what frees the key, and others may have it before that has returned.
            process.Dispose();
            Assert.False(registration.IsRegistered);
            Assert.NotEqual(process.Pid, scope.WhereIs(new Claims.Key(key)));
        }

        private Claimed Of(int key) =>
            Volatile.Read(ref held[nodeIndex, key]) ?? Interlocked.CompareExchange(ref held[nodeIndex, key], new Claimed(), null) ?? held[nodeIndex, key];
    }
}
