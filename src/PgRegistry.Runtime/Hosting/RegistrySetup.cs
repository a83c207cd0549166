using Microsoft.Extensions.Configuration;

namespace PgRegistry.Hosting;

/// <summary>What was asked of a host's node while its services were put together.</summary>
internal sealed class RegistrySetup
{
    private readonly List<HostedScope> _scopes = [];

    public List<IConfigurationSection> Sections { get; } = [];

    public IReadOnlyList<HostedScope> Scopes => _scopes;

    /// <summary>False when this very scope was added before.</summary>
    /// <exception cref="InvalidOperationException">Another class with the same scope name was added.</exception>
    public bool TryAdd(HostedScope scope)
    {
        if (_scopes.Find(added => added.Name == scope.Name) is not { } present)
        {
            _scopes.Add(scope);
            return true;
        }

        return present.Type == scope.Type
            ? false
            : throw new InvalidOperationException(
                $"{scope.Type} and {present.Type} both declare the scope \"{scope.Name}\"; two scopes need two names ([RegistryScope(Name = …)]).");
    }
}
