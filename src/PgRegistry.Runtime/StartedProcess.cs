using System.Diagnostics;

namespace PgRegistry;

/// <summary>A process that was started under a key: it runs a function, and its entry is there for as long as that runs.</summary>
/// <remarks>Safe from any thread.</remarks>
[DebuggerDisplay("{Pid} completion: {Completion.Status}")]
public sealed class StartedProcess<TKey, TValue> : IDisposable
    where TKey : notnull
{
    internal StartedProcess(LocalProcess process, Registration<TKey, TValue> registration, Task completion)
    {
        Process = process;
        Registration = registration;
        Completion = completion;
    }

    /// <summary>The process. Ending it asks the function to end: its <see cref="LocalProcess.Ended"/> is cancelled then.</summary>
    public LocalProcess Process { get; }

    /// <summary>The address of the process.</summary>
    public Pid Pid => Process.Pid;

    /// <summary>The entry that it was started with.</summary>
    public Registration<TKey, TValue> Registration { get; }

    /// <summary>
    /// Completes when the function has ended and the process with it: faulted with what the function threw, which is logged too;
    /// cancelled when it threw <see cref="OperationCanceledException"/>.
    /// </summary>
    public Task Completion { get; }

    /// <summary>Ends the process: its entries go at once, and the function's token is cancelled. Does not wait for the function.</summary>
    public void Dispose() => Process.Dispose();
}
