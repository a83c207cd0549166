using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>An analyzer of scope classes. Each rule has its own, derived from this.</summary>
public abstract class ScopeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var attributeTypes = ScopeOptions.AttributeTypesIn(start.Compilation);
            start.RegisterSymbolAction(
                symbol =>
                {
                    var scope = (INamedTypeSymbol)symbol.Symbol;
                    if (ScopeOptions.FindAttribute(scope, attributeTypes) is { } attribute)
                    {
                        Analyze(new ScopeContext(scope, attribute, symbol));
                    }
                },
                SymbolKind.NamedType);
        });
    }

    private protected abstract void Analyze(ScopeContext context);

    /// <summary>A scope class under analysis.</summary>
    private protected readonly struct ScopeContext(INamedTypeSymbol scope, AttributeData attribute, SymbolAnalysisContext context)
    {
        public INamedTypeSymbol Scope => scope;

        public ScopeOptions Options => ScopeOptions.Of(attribute);

        public Compilation Compilation => context.Compilation;

        public CancellationToken Cancellation => context.CancellationToken;

        /// <summary>The scope's key, value and message, as far as it has them.</summary>
        public ScopeParts Parts { get; } = new(scope, attribute, context.Compilation);

        public void Report(DiagnosticDescriptor descriptor, ISymbol at, params object[] arguments) =>
            context.ReportDiagnostic(Diagnostic.Create(descriptor, at.Locations[0], at.Locations.Skip(1), arguments));

        /// <summary>Reports at the attribute's argument of this name, or at the class when it cannot be found.</summary>
        public void ReportAtOption(DiagnosticDescriptor descriptor, string option, params object[] arguments) =>
            context.ReportDiagnostic(Diagnostic.Create(descriptor, FindOption(option)?.GetLocation() ?? scope.Locations[0], arguments));

        /// <summary>Reports at one of the types that an option names, or at the whole of it when they are not written out.</summary>
        public void ReportAtItem(DiagnosticDescriptor descriptor, string option, int index, int count, params object[] arguments)
        {
            var argument = FindOption(option);
            var items = argument?.DescendantNodes().OfType<TypeOfExpressionSyntax>().ToList();
            var at = items?.Count == count ? items[index] : (SyntaxNode?)argument;
            context.ReportDiagnostic(Diagnostic.Create(descriptor, at?.GetLocation() ?? scope.Locations[0], arguments));
        }

        private AttributeArgumentSyntax? FindOption(string option)
        {
            var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(Cancellation) as AttributeSyntax;
            return syntax?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == option);
        }
    }
}
