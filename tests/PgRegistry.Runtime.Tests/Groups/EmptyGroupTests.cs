using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>A key is listed while it has an entry and not a moment longer, on every node, however its last entry left (invariant 5).</summary>
public sealed class EmptyGroupTests
{
    private static readonly Workers.Key Only = new("only", 0);
    private static readonly Workers.Key Shared = new("shared", 0);

    [Theory]
    [InlineData("dispose", 1)]
    [InlineData("dispose", 2)]
    [InlineData("dispose", 100)]
    [InlineData("unregister", 1)]
    [InlineData("unregister", 2)]
    [InlineData("unregister", 100)]
    [InlineData("exit", 1)]
    [InlineData("exit", 2)]
    [InlineData("exit", 100)]
    [InlineData("close", 2)]
    [InlineData("cut", 1)]
    [InlineData("cut", 100)]
    [InlineData("crash", 2)]
    [InlineData("stop", 2)]
    public async Task A_group_that_became_empty_is_listed_nowhere(string how, int members)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var cluster = await GroupCluster.StartAsync(seed, 3);
            var a = cluster.Node(0);
            var others = new[] { cluster[1], cluster[2] };
            var joined = Enumerable.Range(0, members).Select(i => cluster[0].Register(Only, Nodes.Load(i))).ToList();
            cluster[0].Register(Shared, Nodes.Load(-1));
            var stays = cluster[1].Register(Shared, Nodes.Load(-2));
            cluster.AssertAgreement();
            Assert.All(others, other => Assert.Equal(2, other.Keys().Count));

            // The last that came goes first.
            joined.Reverse();
            switch (how)
            {
                case "dispose":
                    joined.ForEach(one => one.Dispose());
                    break;
                case "unregister":
                    joined.ForEach(one => Assert.True(cluster[0].Unregister(one.OwnProcess!, Only)));
                    break;
                case "exit":
                    joined.ForEach(one => one.OwnProcess!.Dispose());
                    break;
                case "close":
                    await cluster[0].DisposeAsync();
                    break;
                case "cut":
                    cluster.Cut(0, 1);
                    cluster.Cut(0, 2);
                    break;
                case "crash":
                    cluster.Network.Crash("a");
                    break;
                default:
                    await a.DisposeAsync();
                    break;
            }

            if (how is "dispose" or "unregister" or "exit")
            {
                Assert.Equal([Shared], cluster[0].Keys());
            }

            do
            {
                Assert.All(others, AssertOnlyKeysWithEntries);
            }
            while (cluster.Network.Step());

            foreach (var other in others)
            {
                Assert.Equal([Shared], other.Keys());
                Assert.Equal(0, other.CountOf(Only));
                Assert.Empty(other.Lookup(Only));
                Assert.Empty(other.KeysOf(joined[0].Pid));
                Assert.Contains(other.Lookup(Shared), member => member.Pid == stays.Pid);
            }

            if (how == "cut")
            {
                cluster.Heal(0, 1);
                cluster.Heal(0, 2);
                cluster.AssertAgreement("healed");
                Assert.All(others, other => Assert.Equal((2, members), (other.Keys().Count, other.CountOf(Only))));
            }

            await cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_key_that_is_emptied_and_filled_again_and_again_is_listed_once()
    {
        await using var cluster = await GroupCluster.StartAsync(1, 2);
        using var process = cluster.Node(0).Spawn();
        for (var round = 0; round < 30; round++)
        {
            cluster[0].Register(process, Only, Nodes.Load(round));
            cluster[0].Register(process, Only, Nodes.Load(round));
            Steps(round);
            Assert.True(cluster[0].Unregister(process, Only));
            Assert.True(cluster[0].Unregister(process, Only));
            Assert.Empty(cluster[0].Keys());
            Steps(round * 2);
        }

        cluster.AssertAgreement();
        Assert.Empty(cluster[1].Keys());

        void Steps(int count)
        {
            for (var i = 0; i < count % 7 && cluster.Network.Step(); i++)
            {
                AssertOnlyKeysWithEntries(cluster[1]);
            }
        }
    }

    private static void AssertOnlyKeysWithEntries(Workers workers) =>
        Assert.True(
            workers.Keys().ToHashSet().SetEquals(workers.Entries().Select(entry => entry.Key)) && workers.Keys().All(key => workers.CountOf(key) > 0),
            $"{workers.Node} lists {string.Join(", ", workers.Keys())} and has {string.Join(", ", workers.Entries())}");
}
