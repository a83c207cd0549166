using System.Diagnostics;

namespace PgRegistry.Network.Agents;

/// <summary>Changes the population at a rate, on a thread of its own: a busy pool does not stop it.</summary>
internal sealed class Churn : IDisposable
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(10);

    private readonly ManualResetEventSlim _stopping = new();
    private readonly Thread _thread;

    public Churn(Population population, int perSecond)
    {
        _thread = new Thread(() => Run(population, perSecond)) { IsBackground = true, Name = "churn" };
        _thread.Start();
    }

    /// <summary>Returns when the last change was made.</summary>
    public void Dispose()
    {
        _stopping.Set();
        _thread.Join();
        _stopping.Dispose();
    }

    private void Run(Population population, int perSecond)
    {
        var began = Stopwatch.GetTimestamp();
        var done = 0L;
        try
        {
            while (!_stopping.Wait(s_step))
            {
                // After a pause of the whole process nothing is made up for: at most a second's work.
                var due = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond) - done;
                population.Change((int)Math.Min(due, perSecond));
                done += due;
            }
        }
        catch (ObjectDisposedException)
        {
            // The node stops while others still work on it, which is as it is in life.
        }
    }
}
