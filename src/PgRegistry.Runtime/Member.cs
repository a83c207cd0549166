using System.Diagnostics;

namespace PgRegistry;

/// <summary>One member under a key: the process and its value.</summary>
[DebuggerDisplay("{Pid} {Value}")]
public readonly record struct Member<TValue>(Pid Pid, TValue Value);
