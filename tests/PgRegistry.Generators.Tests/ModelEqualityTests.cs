using System.Collections.Immutable;
using System.Reflection;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Tests;

public sealed class ModelEqualityTests
{
    public static TheoryData<Type> Models => [.. typeof(ScopeModel).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(ScopeModel).Namespace && type is { IsClass: true, IsAbstract: false } && typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Models_made_alike_are_equal(Type type)
    {
        Assert.Equal(Make(type, 0), Make(type, 0));
        Assert.Equal(Make(type, 0)!.GetHashCode(), Make(type, 0)!.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Models_that_differ_in_any_one_part_are_not_equal(Type type)
    {
        var constructor = type.GetConstructors().Single();
        var parameters = constructor.GetParameters();
        var alike = parameters.Select(parameter => Make(parameter.ParameterType, 0)).ToArray();
        for (var i = 0; i < parameters.Length; i++)
        {
            var changed = alike.ToArray();
            changed[i] = Make(parameters[i].ParameterType, 1);

            Assert.False(constructor.Invoke(alike).Equals(constructor.Invoke(changed)), $"{type.Name} ignores {parameters[i].Name}.");
        }
    }

    // What a model keeps without being given it would be in no other test here.
    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_keeps_what_it_is_given_and_nothing_else(Type type)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var given = type.GetConstructors().Single().GetParameters().Select(parameter => (parameter.Name!, parameter.ParameterType)).ToList();

        Assert.Equal(given, type.GetFields(All).Select(field => (field.Name.Split('<', '>')[1], field.FieldType)));
        Assert.All(type.GetProperties(All).Where(property => property.SetMethod is not null), property => Assert.Contains((property.Name, property.PropertyType), given));
    }

    [Fact]
    public void Arrays_compare_by_content_and_order()
    {
        EquatableArray<string> ab = new(["a", "b"]);

        Assert.True(ab.Equals(new(ImmutableArray.Create("a", "b"))));
        Assert.False(ab.Equals(new(["b", "a"])));
        Assert.False(ab.Equals(new(["a"])));
        Assert.True(default(EquatableArray<string>).Equals(new([])));
        Assert.Equal(default(EquatableArray<string>).GetHashCode(), new EquatableArray<string>([]).GetHashCode());
    }

    private static object? Make(Type type, int variant)
    {
        if (type == typeof(string))
        {
            return variant == 0 ? "a" : "b";
        }

        if (type == typeof(bool))
        {
            return variant == 1;
        }

        if (type == typeof(int) || type == typeof(uint))
        {
            return Convert.ChangeType(variant, type, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(variant);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
        {
            var item = type.GetGenericArguments()[0];
            var items = Array.CreateInstance(item, 1);
            items.SetValue(Make(item, variant), 0);
            return typeof(EquatableArray).GetMethod(nameof(EquatableArray.ToEquatableArray))!.MakeGenericMethod(item).Invoke(null, [items]);
        }

        var constructor = type.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, variant))]);
    }
}
