namespace PgRegistry.Conformance.Replay;

/// <summary>Recorded operations that are neither called nor compared, because no program that calls them would compile.</summary>
internal static class PassedOver
{
    public static bool Has(string operation, bool isUnique) => operation switch
    {
        "whereis_name" => !isUnique,
        "register_many" => isUnique,

        // A monitor that was never open cannot be forged.
        "demonitor_unknown" => true,
        _ => false,
    };
}
