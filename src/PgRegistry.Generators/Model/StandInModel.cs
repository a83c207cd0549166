namespace PgRegistry.Generators.Model;

/// <summary>What is to be emitted for a scope: all of it, or what stands in for it while it has an error.</summary>
internal sealed record ScopeReading(ScopeModel? Scope, StandInModel? StandIn);

/// <summary>A scope with an error, of which only the listener is emitted.</summary>
/// <param name="MetadataName">The class's full name, containing types joined by '+'.</param>
/// <param name="Namespace">The class's namespace; empty for the global one.</param>
/// <param name="Containers">The containing types, outermost first.</param>
/// <param name="ClassName">The class's name, escaped where it is a keyword.</param>
/// <param name="Types">Key and value as further type arguments of the listener; empty when they cannot be named.</param>
internal sealed record StandInModel(string MetadataName, string Namespace, EquatableArray<ContainerModel> Containers, string ClassName, string Types);
