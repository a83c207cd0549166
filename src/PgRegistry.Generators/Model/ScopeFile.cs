namespace PgRegistry.Generators.Model;

/// <summary>A scope and the name of the files generated for it, without their endings.</summary>
internal sealed record ScopeFile(string Name, ScopeModel Scope);
