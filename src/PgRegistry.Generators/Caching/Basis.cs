namespace PgRegistry.Generators.Caching;

/// <summary>All that a scope's model is read from: while it is the same, so is the model.</summary>
/// <param name="surroundings">What everything depends on.</param>
/// <param name="declarations">The texts of the declarations that the scope depends on.</param>
internal sealed class Basis(Surroundings surroundings, object[] declarations)
{
    private readonly Surroundings _surroundings = surroundings;
    private readonly object[] _declarations = declarations;

    public bool IsSameAs(Basis other)
    {
        // Surroundings that are equal are the same object here; see ScopeMemory.
        if (!ReferenceEquals(_surroundings, other._surroundings) || _declarations.Length != other._declarations.Length)
        {
            return false;
        }

        // In another order the declarations count as others, which costs no more than to read the scope again.
        for (var i = 0; i < _declarations.Length; i++)
        {
            if (!_declarations[i].Equals(other._declarations[i]))
            {
                return false;
            }
        }

        return true;
    }
}
