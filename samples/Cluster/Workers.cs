using PgRegistry;

namespace ClusterSample;

/// <summary>Who works for which queue, on which node, and how busy they are; and what they say to each other.</summary>
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);

    /// <param name="Role">What it does for the queue.</param>
    /// <param name="Load">How many files wait at it or are being counted; kept current by the worker.</param>
    public sealed record Value(Role Role, int Load);

    public enum Role
    {
        /// <summary>Hands out files and adds up the results.</summary>
        Coordinator,

        /// <summary>Counts the words of files.</summary>
        Counter,
    }

    /// <summary>One of the two.</summary>
    public sealed record Message(Job? Job = null, Result? Result = null);

    /// <summary>Coordinator to worker: count the words of this file.</summary>
    public sealed record Job(Ticket Ticket, string Path);

    /// <summary>Worker to coordinator: a part of what was counted. A file with many words takes several messages.</summary>
    /// <param name="Ticket">That of the job.</param>
    /// <param name="Hash">Of the bytes that were counted, so that a file that changed is noticed; null: it could not be read.</param>
    /// <param name="Part">Which part, from 0.</param>
    /// <param name="Parts">How many there are.</param>
    /// <param name="Counts">Lines of a word and its count.</param>
    public sealed record Result(Ticket Ticket, string? Hash, int Part, int Parts, string Counts);

    /// <summary>A file, by number, and the how-manieth time it is given out: tells an answer that was given up from the one awaited.</summary>
    public readonly record struct Ticket(int File, int Attempt);

    /// <summary>Where the workers are found.</summary>
    public static Key CountWords { get; } = new("count-words");

    /// <summary>Where the coordinator is found.</summary>
    public static Key AddUp { get; } = new("add-up");
}
