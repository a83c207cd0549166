using PgRegistry.Store;

namespace PgRegistry.Tests.Store;

/// <summary>Against the platform's stack. A failure prints its seed.</summary>
public sealed class IntStackTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(20_000)]
    public void The_last_comes_first(int size)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var random = new Random(seed);
            var stack = new IntStack();
            var model = new Stack<int>();
            for (var i = 0; i < 60_000; i++)
            {
                // Around the edges of blocks, of every size, up and down.
                if (model.Count == 0 || random.Next(100) < (model.Count < size ? 65 : 35))
                {
                    stack.Push(i);
                    model.Push(i);
                }
                else
                {
                    Assert.True(stack.TryPop(out var number), $"Seed {seed}, step {i}: nothing there.");
                    Assert.True(model.Pop() == number, $"Seed {seed}, step {i}: {number}.");
                }

                Assert.True(stack.Count == model.Count, $"Seed {seed}, step {i}: {stack.Count} instead of {model.Count}.");
            }

            while (model.TryPop(out var expected))
            {
                Assert.True(stack.TryPop(out var number) && number == expected, $"Seed {seed}: {number} instead of {expected} at the end.");
            }

            Assert.False(stack.TryPop(out _), $"Seed {seed}: something is left.");
        }
    }
}
