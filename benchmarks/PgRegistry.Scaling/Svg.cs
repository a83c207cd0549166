using System.Globalization;
using System.Net;
using System.Text;

namespace PgRegistry.Scaling;

/// <summary>Draws a plot with logarithmic axes, so that the slope of a curve is its growth's exponent. One decade is as long on both.</summary>
internal static class Svg
{
    private const int Decade = 90;
    private const int Left = 90;
    private const int Top = 50;
    private const int LegendLine = 18;

    private static readonly string[] Colours = ["#0969da", "#cf222e", "#1a7f37", "#8250df", "#bc4c00", "#57606a"];

    public static string Of(Plot plot, string sizeName)
    {
        var points = plot.Curves.SelectMany(curve => curve.Points).ToArray();
        var (firstX, lastX) = Decades(points.Select(point => (double)point.Size));
        var (firstY, lastY) = Decades(points.Select(point => point.Cost));
        var (width, height) = ((lastX - firstX) * Decade, (lastY - firstY) * Decade);
        var text = new StringBuilder();
        var (fullWidth, fullHeight) = (Math.Max(Left + width + 40, 520), Top + height + 60 + (plot.Curves.Length * LegendLine));
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{fullWidth}\" height=\"{fullHeight}\" viewBox=\"0 0 {fullWidth} {fullHeight}\" font-family=\"sans-serif\" font-size=\"12\">");
        Add($"<rect width=\"{fullWidth}\" height=\"{fullHeight}\" fill=\"white\"/>");
        Add($"<text x=\"{Left}\" y=\"20\" font-size=\"15\" font-weight=\"bold\">{WebUtility.HtmlEncode(plot.Title)}</text>");
        Add($"<text x=\"{Left}\" y=\"38\" fill=\"#57606a\">{WebUtility.HtmlEncode(plot.CostName)}</text>");
        for (var x = firstX; x <= lastX; x++)
        {
            Add($"<line x1=\"{X(x):0.#}\" y1=\"{Top}\" x2=\"{X(x):0.#}\" y2=\"{Top + height}\" stroke=\"#d0d7de\"/>");
            Add($"<text x=\"{X(x):0.#}\" y=\"{Top + height + 16}\" text-anchor=\"middle\">{Math.Pow(10, x):#,0}</text>");
        }

        for (var y = firstY; y <= lastY; y++)
        {
            Add($"<line x1=\"{Left}\" y1=\"{Y(y):0.#}\" x2=\"{Left + width}\" y2=\"{Y(y):0.#}\" stroke=\"#d0d7de\"/>");
            Add($"<text x=\"{Left - 6}\" y=\"{Y(y) + 4:0.#}\" text-anchor=\"end\">{Math.Pow(10, y):#,0.###}</text>");
        }

        Add($"<text x=\"{Left + width}\" y=\"{Top + height + 32}\" text-anchor=\"end\" fill=\"#57606a\">{sizeName}</text>");
        for (var i = 0; i < plot.Curves.Length; i++)
        {
            var (curve, colour) = (plot.Curves[i], Colours[i % Colours.Length]);
            var line = string.Join(' ', curve.Points.Select(point => Text($"{X(Math.Log10(point.Size)):0.#},{Y(Math.Log10(point.Cost)):0.#}")));
            Add($"<polyline points=\"{line}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
            foreach (var (size, cost) in curve.Points)
            {
                Add($"<circle cx=\"{X(Math.Log10(size)):0.#}\" cy=\"{Y(Math.Log10(cost)):0.#}\" r=\"3\" fill=\"{colour}\"/>");
            }

            var legend = Top + height + 50 + (i * LegendLine);
            Add($"<rect x=\"{Left}\" y=\"{legend - 9}\" width=\"14\" height=\"10\" fill=\"{colour}\"/>");
            Add($"<text x=\"{Left + 20}\" y=\"{legend}\">{WebUtility.HtmlEncode(curve.Name)}: n to the power of {curve.Exponent:0.00}</text>");
        }

        return text.Append("</svg>\n").ToString();

        double X(double log) => Left + ((log - firstX) * Decade);

        double Y(double log) => Top + height - ((log - firstY) * Decade);

        void Add(FormattableString part) => text.Append(Text(part)).Append('\n');
    }

    /// <summary>The powers of ten around some values.</summary>
    private static (int First, int Last) Decades(IEnumerable<double> values)
    {
        var logs = values.Select(Math.Log10).ToArray();
        var first = (int)Math.Floor(logs.Min());
        return (first, Math.Max((int)Math.Ceiling(logs.Max()), first + 1));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
