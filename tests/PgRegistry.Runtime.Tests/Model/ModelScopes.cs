namespace PgRegistry.Tests.Model;

/// <summary>What the model test runs when keys are duplicate.</summary>
[RegistryScope]
internal sealed partial class SharedKeys
{
    public readonly record struct Key(string Queue, int Shard) : INumbered<Key>
    {
        int INumbered<Key>.Number => (Shard * 2) + (Queue == "even" ? 0 : 1);

        public static Key Of(int number) => new(number % 2 == 0 ? "even" : "odd", number / 2);
    }

    public sealed record Value(string Role, int Load) : INumbered<Value>
    {
        int INumbered<Value>.Number => Load;

        public static Value Of(int number) => new(number % 2 == 0 ? "even" : "odd", number);
    }
}

/// <summary>What the model test runs when keys are unique; the simplest types there are.</summary>
[RegistryScope(Keys = KeyMode.Unique)]
internal sealed partial class OwnKeys
{
    public readonly record struct Key(int Number) : INumbered<Key>
    {
        public static Key Of(int number) => new(number);
    }

    public sealed record Value(int Number) : INumbered<Value>
    {
        public static Value Of(int number) => new(number);
    }
}

/// <summary>A key or a value stands for a small number: operations, the model and failures speak of numbers only.</summary>
internal interface INumbered<TSelf>
    where TSelf : INumbered<TSelf>
{
    int Number { get; }

    static abstract TSelf Of(int number);
}
