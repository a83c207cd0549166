namespace PgRegistry.Fuzz.Stages;

/// <summary>A scope of the node under test, whose view is compared and checked.</summary>
internal interface IWatchedScope
{
    string Name { get; }

    /// <summary>What is there now, without regard to the order: of everybody, and of all but the strangers.</summary>
    (ViewPrint All, ViewPrint Others) Look();

    /// <summary>Says what does not agree with what, or null.</summary>
    string? Problem();
}

/// <summary>Tells two views apart: by which objects they consist of.</summary>
internal readonly record struct ViewPrint(int Count, ulong Sum)
{
    public ViewPrint With(object item) =>
        new(Count + 1, Sum + ((((ulong)(uint)System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(item)) + 1) * 0x9E3779B97F4A7C15UL));
}
