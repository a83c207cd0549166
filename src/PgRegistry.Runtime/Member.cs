namespace PgRegistry;

/// <summary>One member under a key: the process and its value.</summary>
public readonly record struct Member<TValue>(Pid Pid, TValue Value);
