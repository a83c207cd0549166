using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PgRegistry.Scaling;

/// <summary>The page that shows everything that was found.</summary>
internal static class Page
{
    public static string Of(IReadOnlyList<Study> studies)
    {
        var curves = studies.SelectMany(study => study.Curves).ToArray();
        var text = new StringBuilder();
        text.Append(Text($"""
            # How costs grow

            <!-- Made by benchmarks/PgRegistry.Scaling: do not edit. -->

            Made by `dotnet run -c Release --project benchmarks/PgRegistry.Scaling`, on {RuntimeInformation.FrameworkDescription},
            {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores. Costs are processor time, of the calling thread or of all nodes together, which are in one
            process on the in-memory network, so that a machine that does other things as well disturbs little.

            *e* says how a cost grows with n, the number at the head of a column: cost = c · nᵉ, fitted to all columns of the row. At 0 the cost is the
            same however large n is; at 1 ten times as many cost ten times as much; at 0.3 twice as much. *Last* is the same for the last step only,
            between the two largest numbers: what begins to grow only there hardly shows in *e*. *Allowed* is what *e* may be, with room for the caches
            of the processor, which a hundred entries fit into and a million do not: what they alone add, plain dictionaries show, which are here to be
            compared with. *Last* may be {Curve.RoomOfLast:0.00} more: its step may be the one at which a cache becomes too small, and two figures vary more than
            five. What is above is **bold**. Of {curves.Count(curve => !curve.IsReference)} rows that is *e* in {curves.Count(curve => !curve.IsWithin)} and *last* in {curves.Count(curve => !curve.IsLastWithin)}.


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
                    text.Append(Text($"{Growth(curve.Exponent, curve.IsWithin)} | {Growth(curve.LastExponent, curve.IsLastWithin)} | {(curve.IsReference ? "" : Text($"{curve.Allowed:0.00}"))} |\n"));
                }

                text.Append('\n');
                if (plot.Note is { } note)
                {
                    text.Append(Text($"{note}\n\n"));
                }
            }
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Figure(double cost) => cost < 10 ? Text($"{cost:0.0}") : Text($"{cost:#,0}");

    private static string Growth(double exponent, bool isWithin) => isWithin ? Text($"{exponent:0.00}") : Text($"**{exponent:0.00}**");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
