namespace PgRegistry.Conformance.Replay;

/// <summary>Which recorded operations are replayed, and how.</summary>
internal enum Coverage
{
    /// <summary>The library's own operation is called.</summary>
    Called,

    /// <summary>The library has no such operation yet; others stand in for it.</summary>
    Emulated,

    /// <summary>Neither called nor compared.</summary>
    PassedOver,
}

internal static class CoverageRules
{
    public static Coverage Of(string operation, bool isUnique) => operation switch
    {
        // There the operation does not compile, and ended monitors cannot be forged.
        "whereis_name" when !isUnique => Coverage.PassedOver,
        "demonitor_unknown" => Coverage.PassedOver,

        // The library does not have these yet, and they change no entry.
        "dispatch" or "put_meta" or "meta" or "delete_meta" => Coverage.PassedOver,

        "register_many" or "unregister_many" or "unregister_name" or "unregister_match" => Coverage.Emulated,
        "match" or "count_match" or "select" or "count_select" => Coverage.Emulated,
        _ => Coverage.Called,
    };
}
