using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Emit;

/// <summary>Emits the file of a scope that its users see: how it is opened, its typed operations, its listener and its patterns.</summary>
internal static class ScopeEmitter
{
    // As the scope within shows itself, which takes no lock: a debugger sees what is private.
    private const string Display = "[global::System.Diagnostics.DebuggerDisplay(\"{_scope.DebuggerDisplay,nq}\")] ";

    public static string Emit(ScopeModel scope)
    {
        var code = new SourceWriter();
        code.OpenScope(scope, Code.Aliases, $" : {Code.Root}IRegistryScope<{scope.ClassName}>", Display);
        EmitFields(code, scope);
        EmitOpening(code, scope);

        var operations = new OperationWriter(code, scope);
        EntryOperations.Emit(operations, scope.IsUnique);
        ViewOperations.Emit(operations, scope.IsUnique);
        IndexOperations.Emit(operations, scope.Value.Record);
        FollowOperations.Emit(operations);
        if (scope.Message is not null)
        {
            MessageOperations.Emit(operations, scope.IsUnique);
        }

        EmitListener(code, scope);
        PatternEmitter.Emit(code, scope);
        return code.CloseAll();
    }

    private static void EmitFields(SourceWriter code, ScopeModel scope)
    {
        code.Line($"private static readonly {Code.Services}ScopeDefinition<{scope.Key.Name}, {scope.Value.Name}> s_definition = new(");
        code.Line($"    {Code.Literal(scope.ScopeName)}, {Code.Root}KeyMode.{(scope.IsUnique ? "Unique" : "Duplicate")}, Schema, {scope.Key.Formatter}, {scope.Value.Formatter}{(scope.Value.Comparer is { } comparer ? ", " + comparer : "")}){IndexOperations.InDefinition(scope)};");
        code.Line($"private readonly {Code.Root}Scope<{scope.Key.Name}, {scope.Value.Name}> _scope;");
        if (scope.Message is not null)
        {
            code.Line($"private readonly {Code.Services}ScopeMessages<{scope.Key.Name}, {scope.Value.Name}, {scope.Message.Name}> _messages;");
        }
    }

    private static void EmitOpening(SourceWriter code, ScopeModel scope)
    {
        const string Opening = Code.Services + "ScopeOpening opening";
        code.Line();
        code.Open($"{Code.Generated} private {scope.ClassName}({Opening})");
        foreach (var listener in scope.Listeners)
        {
            code.Line($"opening.Listen<{listener.TypeName}>({(listener.CanBeMade ? $"static () => new {listener.TypeName}()" : "null")});");
        }

        code.Line($"_scope = opening.Open<{scope.ClassName}, {scope.Key.Name}, {scope.Value.Name}, IListener>(s_definition);");
        if (scope.Message is not null)
        {
            code.Line($"_messages = opening.OpenMessages(_scope, {scope.Message.Formatter});");
        }

        code.Close();
        code.Line();
        code.Line($"/// <summary>The name of {scope.DocumentedName} in the cluster; nodes that open a scope of this name share its entries.</summary>");
        code.Line($"{Code.Generated} public static string ScopeName => {Code.Literal(scope.ScopeName)};");
        code.Line("/// <inheritdoc/>");
        code.Line($"{Code.Generated} static {Code.Root}KeyMode {Code.Root}IRegistryScope<{scope.ClassName}>.ScopeMode => s_definition.Mode;");
        code.Line("/// <inheritdoc/>");
        code.Line($"{Code.Generated} static {scope.ClassName} {Code.Root}IRegistryScope<{scope.ClassName}>.Open({Opening}) => new(opening);");
    }

    private static void EmitListener(SourceWriter code, ScopeModel scope)
    {
        code.Line();
        code.Line($"/// <summary>Hears of the entries of <c>{Code.Xml(scope.ScopeName)}</c> that come and go; hand it to <c>Open</c>, or add it to the services.</summary>");
        code.Line($"{Code.Generated} public interface IListener : {Code.Root}IRegistryListener<{scope.ClassName}, {scope.Key.Name}, {scope.Value.Name}>;");
    }
}
