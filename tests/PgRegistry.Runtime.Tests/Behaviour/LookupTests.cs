namespace PgRegistry.Tests.Behaviour;

public sealed class LookupTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    public async Task What_was_read_never_changes(int size)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var registrations = Enumerable.Range(0, size).Select(i => workers.Register(Nodes.Orders, Nodes.Load(i))).ToList();
        var expected = registrations.Select((registration, i) => new Member<Workers.Value>(registration.Pid, Nodes.Load(i))).ToHashSet();
        var read = workers.Lookup(Nodes.Orders);
        var local = workers.LookupLocal(Nodes.Orders);
        var iterator = read.GetEnumerator();
        Assert.True(iterator.MoveNext());

        var random = new Random(size);
        for (var round = 0; round < 5; round++)
        {
            registrations.ForEach(registration => registration.Update(value => value with { Load = -1 - round }));
            Check();
            foreach (var gone in registrations.Where(_ => random.Next(2) == 0).ToList())
            {
                gone.Dispose();
                registrations.Remove(gone);
            }

            Check();
            registrations.AddRange(Enumerable.Range(0, size).Select(i => workers.Register(Nodes.Orders, Nodes.Load(1000 + i))));
            await Task.Yield();
            Check();
        }

        registrations.ForEach(registration => registration.Dispose());
        Check();
        Assert.Equal(0, workers.Count);
        await workers.DisposeAsync();
        Check();
        var rest = 1;
        while (iterator.MoveNext())
        {
            Assert.Contains(iterator.Current, expected);
            rest++;
        }

        Assert.Equal(size, rest);

        void Check()
        {
            foreach (var members in new[] { read, local })
            {
                Assert.Equal(size, members.Count);
                Assert.False(members.IsEmpty);
                Assert.True(expected.SetEquals(members));
                Assert.Equal(members.ToArray(), Enumerable.Range(0, size).Select(i => members[i]));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    public async Task Looking_up_and_enumerating_allocates_nothing(int size)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        for (var i = 0; i < size; i++)
        {
            workers.Register(Nodes.Orders, Nodes.Load(1));
        }

        Assert.Equal(size, Sum(workers));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0;
        for (var i = 0; i < 100; i++)
        {
            sum += Sum(workers);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(100 * size, sum);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task An_index_is_checked_and_an_empty_result_is_empty()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        foreach (var none in new[] { workers.Lookup(Nodes.Orders), workers.LookupLocal("orders", 1), default })
        {
            Assert.Empty(none);
            Assert.True(none.IsEmpty);
            Assert.Throws<ArgumentOutOfRangeException>(() => none[0]);
        }

        using var one = workers.Register(Nodes.Orders, Nodes.Load(1));
        var members = workers.Lookup("orders", 1);
        Assert.Equal(one.Pid, members[0].Pid);
        Assert.Throws<ArgumentOutOfRangeException>(() => members[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => members[-1]);
        Assert.Empty(workers.Lookup("orders", 2));
        Assert.Empty(workers.Lookup("Orders", 1));
    }

    private static int Sum(Workers workers)
    {
        var sum = 0;
        foreach (var (pid, value) in workers.Lookup("orders", 1))
        {
            sum += pid.IsNone ? 0 : value.Load;
        }

        return sum + (workers.CountOf("orders", 1) - workers.Lookup(Nodes.Orders).Count);
    }
}
