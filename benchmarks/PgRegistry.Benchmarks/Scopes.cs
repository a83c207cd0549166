namespace PgRegistry.Benchmarks;

public sealed record Data([Index] string Role, int Load);

public readonly record struct Compound(string Queue, int Shard);

/// <summary>The usual kind of key.</summary>
[RegistryScope<Compound, Load, Message>(Name = "workers")]
public partial class Workers;

public sealed record Load(string Role, int Amount);

public sealed record Message(int Number);

[RegistryScope<string, Load>(Name = "names")]
public partial class Names;

[RegistryScope<int, Load>(Name = "numbers")]
public partial class Numbers;

/// <summary>Entries that are found by a member of their values.</summary>
[RegistryScope<int, Data>(Name = "indexed")]
public partial class Indexed;

/// <summary>One holder a key.</summary>
[RegistryScope<string, Load, Message>(Name = "sessions", Keys = KeyMode.Unique)]
public partial class Sessions;
