using System.Diagnostics;

namespace PgRegistry;

/// <summary>One member under a key: the process and its value.</summary>
/// <remarks>Two of them are equal when pid and value are, by the value's own equality: a record compares a collection in it by reference.</remarks>
[DebuggerDisplay("{Pid} {Value}")]
public readonly record struct Member<TValue>(Pid Pid, TValue Value);
