using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Emit;

/// <summary>Emits the file of a scope that its users see: how it is opened and its typed operations.</summary>
internal static class ScopeEmitter
{
    public static string Emit(ScopeModel scope)
    {
        var code = new SourceWriter();
        code.OpenScope(scope, $" : {Code.Root}IRegistryScope<{scope.ClassName}>");
        EmitFields(code, scope);
        EmitOpening(code, scope);

        var operations = new OperationWriter(code, scope.Key);
        EntryOperations.Emit(operations, scope.IsUnique);
        ViewOperations.Emit(operations, scope.IsUnique);
        if (scope.Message is not null)
        {
            MessageOperations.Emit(operations, scope.IsUnique);
        }

        operations.Emit("Closes the scope on this node: its entries end here and leave the view of every peer.",
            "global::System.Threading.Tasks.ValueTask DisposeAsync()", "_scope.DisposeAsync()");
        return code.CloseAll();
    }

    private static void EmitFields(SourceWriter code, ScopeModel scope)
    {
        code.Line($"private static readonly {Code.Services}ScopeDefinition<Key, Value> s_definition = new(");
        code.Line($"    {Code.Literal(scope.ScopeName)}, {Code.Root}KeyMode.{(scope.IsUnique ? "Unique" : "Duplicate")}, Schema, {scope.Key.FormatterName}.Instance, {scope.Value.FormatterName}.Instance);");
        code.Line();
        code.Line($"private readonly {Code.Root}Scope<Key, Value> _scope;");
        if (scope.Message is not null)
        {
            code.Line($"private readonly {Code.Services}ScopeMessages<Key, Value, Message> _messages;");
        }
    }

    private static void EmitOpening(SourceWriter code, ScopeModel scope)
    {
        const string Opening = Code.Services + "ScopeOpening opening";
        code.Line();
        code.Line(Code.Generated);
        code.Open($"private {scope.ClassName}({Opening})");
        code.Line("_scope = opening.Open(s_definition);");
        if (scope.Message is not null)
        {
            code.Line($"_messages = opening.OpenMessages(_scope, {scope.Message.FormatterName}.Instance);");
        }

        code.Close();
        code.Line();
        code.Line("/// <summary>The scope's name in the cluster; nodes that open a scope of this name share its entries.</summary>");
        code.Line(Code.Generated);
        code.Line($"public static string ScopeName => {Code.Literal(scope.ScopeName)};");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line(Code.Generated);
        code.Line($"static {Code.Root}KeyMode {Code.Root}IRegistryScope<{scope.ClassName}>.ScopeMode => s_definition.Mode;");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line(Code.Generated);
        code.Line($"static {scope.ClassName} {Code.Root}IRegistryScope<{scope.ClassName}>.Open({Opening}) => new(opening);");
    }
}
