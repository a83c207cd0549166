using Microsoft.Extensions.Options;

namespace PgRegistry.Hosting;

/// <summary>Tells everything that is wrong at once: with the configuration, and with the options by the node's own rules.</summary>
internal sealed class RegistryOptionsValidator(RegistrySetup setup) : IValidateOptions<RegistryNodeOptions>
{
    public ValidateOptionsResult Validate(string? name, RegistryNodeOptions options)
    {
        if (name != Options.DefaultName)
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = new List<string>();
        foreach (var section in setup.Sections)
        {
            // Read once more, into options that nobody uses, for the problems alone.
            OptionsSection.Apply(section, new RegistryNodeOptions(), problems);
            ScopesSection.Check(section.GetSection(OptionsSection.Scopes), setup.Scopes, problems);
        }

        problems.AddRange(options.Problems());
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
