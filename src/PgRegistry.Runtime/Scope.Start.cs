using System.Diagnostics.CodeAnalysis;

namespace PgRegistry;

/// <content>Starting a process under a key, value included, in one call.</content>
public sealed partial class Scope<TKey, TValue>
{
    /// <summary>
    /// Registers a new process under a key and runs a function as it, on the pool. The process ends when the function's task does,
    /// however that ends; when the process is disposed or its node stops, <see cref="LocalProcess.Ended"/> tells the function.
    /// </summary>
    /// <exception cref="AlreadyRegisteredException">The scope is unique and the key is held on this node: nothing was started.</exception>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    /// <exception cref="ArgumentException">The key or value is too large, or cannot be sent.</exception>
    public StartedProcess<TKey, TValue> Start(TKey key, TValue value, Func<LocalProcess, Task> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Run(Register(key, value), run);
    }

    /// <summary>Starts a process under a key of a unique scope as <see cref="Start"/> does, or says who holds the key, and starts nothing.</summary>
    /// <returns>True when it was started; false when <paramref name="holder"/> holds the key on this node.</returns>
    /// <exception cref="InvalidOperationException">The scope is not unique.</exception>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    /// <exception cref="ArgumentException">The key or value is too large, or cannot be sent.</exception>
    public bool TryStart(TKey key, TValue value, Func<LocalProcess, Task> run, [NotNullWhen(true)] out StartedProcess<TKey, TValue>? started, out Pid holder)
    {
        ArgumentNullException.ThrowIfNull(run);
        started = TryRegister(key, value, out var registration, out holder) ? Run(registration, run) : null;
        return started is not null;
    }

    private StartedProcess<TKey, TValue> Run(Registration<TKey, TValue> registration, Func<LocalProcess, Task> run)
    {
        var process = registration.OwnProcess!;
        var completion = Task.Run(async () =>
        {
            try
            {
                await run(process).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                _node.Events.ProcessFailed(Name, process.Pid, exception);
                throw;
            }
            finally
            {
                process.Dispose();
            }
        });
        return new StartedProcess<TKey, TValue>(process, registration, completion);
    }
}
