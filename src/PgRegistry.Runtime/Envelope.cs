using System.Diagnostics;

namespace PgRegistry;

/// <summary>A message as it arrived: who sent it, and what.</summary>
/// <param name="Sender">The process that was named as the sender; <c>default</c> when none was.</param>
/// <param name="Message">The message.</param>
[DebuggerDisplay("{Message} from {Sender}")]
public readonly record struct Envelope<TMessage>(Pid Sender, TMessage Message);
