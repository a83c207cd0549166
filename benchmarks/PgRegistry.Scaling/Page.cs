using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PgRegistry.Scaling;

/// <summary>The page that shows everything that was found.</summary>
internal static class Page
{
    public static string Of(IReadOnlyList<Study> studies)
    {
        var text = new StringBuilder();
        text.Append(Text($"""
            # How costs grow

            <!-- Made by benchmarks/PgRegistry.Scaling: do not edit. -->

            Made by `dotnet run -c Release --project benchmarks/PgRegistry.Scaling`, on {RuntimeInformation.FrameworkDescription},
            {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores. Costs are processor time, of the calling thread or of all nodes together, which are in one
            process on the in-memory network, so that a machine that does other things as well disturbs little. *e* is the exponent of the fitted
            growth, cost = c · nᵉ, over all sizes: 0 is constant, 1 proportional. *Last* is the same between the two largest sizes only. *Allowed* has
            room for the caches of the processor, which a hundred entries fit into and a million do not: they alone add 0.3 to 0.4, as the plain
            dictionaries show. What is above is **bold**.


            """));
        foreach (var study in studies)
        {
            foreach (var plot in study.Plots)
            {
                text.Append(Text($"## {plot.Title}\n\n![{plot.Title}]({plot.File}.svg)\n\n"));
                text.Append(Text($"| {plot.CostName}, by {study.SizeName} | {string.Join(" | ", study.Sizes.Select(size => Text($"{size:#,0}")))} | *e* | last | allowed |\n"));
                text.Append(Text($"|---|{string.Concat(study.Sizes.Select(_ => "---:|"))}---:|---:|---:|\n"));
                foreach (var curve in plot.Curves)
                {
                    text.Append(Text($"| {curve.Name} | {string.Join(" | ", curve.Points.Select(point => Figure(point.Cost)))} | "));
                    text.Append(Text($"{(curve.IsWithin ? Text($"{curve.Exponent:0.00}") : Text($"**{curve.Exponent:0.00}**"))} | {curve.LastExponent:0.00} | {curve.Allowed:0.00} |\n"));
                }

                text.Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Figure(double cost) => cost < 10 ? Text($"{cost:0.0}") : Text($"{cost:#,0}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
