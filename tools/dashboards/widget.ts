import type { TimeSeriesQuery, Widget, XyChart } from "../../observability/dashboards/widgets";
import { escape } from "./html";
import { plot, type Series } from "./plot";
import { hashed, sampled, seriesNames } from "./sample";
import { formatted, typical } from "./units";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** HTML of a widget. */
export function widgetBody(widget: Widget, size: Size): string {
  const title = `<h3>${escape(widget.title)}</h3>`;
  if ("sectionHeader" in widget)
    return `<h2>${escape(widget.title)}</h2><span>${escape(widget.sectionHeader.subtitle)}</span>`;
  if ("text" in widget) return title + markdown(widget.text.content);
  if ("incidentList" in widget) return `${title}<p>No open incidents.</p>`;
  if ("logsPanel" in widget) return `${title}<p class="log">${escape(widget.logsPanel.filter)}</p>`;
  if ("scorecard" in widget) return title + scorecard(widget.scorecard.timeSeriesQuery, widget.scorecard.thresholds);
  return title + xyChart(widget.xyChart, size);
}

const queryText = (query: TimeSeriesQuery): string =>
  "prometheusQuery" in query ? query.prometheusQuery : query.timeSeriesFilter.filter;

function scorecard(query: TimeSeriesQuery, thresholds: readonly { value: number; label: string }[]): string {
  const limit = Math.min(...thresholds.map(({ value }) => value));
  const [value] = counted(query, [(0.2 + 0.5 * hashed(queryText(query))) * (thresholds.length > 0 ? limit : 1000)]);
  const lines = thresholds.map(({ value: at, label }) => `${escape(label)} from ${formatted(at, query.unitOverride)}`);
  return `<p class="number">${formatted(value!, query.unitOverride)}</p><p>${lines.join("<br>")}</p>`;
}

function xyChart(chart: XyChart, size: Size): string {
  const { dataSets, thresholds: limits, yAxis } = chart;
  const unit = dataSets[0]!.timeSeriesQuery.unitOverride;
  const logarithmic = yAxis.scale === "LOG10";
  const positive = limits.filter(({ value }) => value > 0);
  const alerting = limits.filter(({ label }) => /^(Pages|Ticket)/.test(label)).map(({ value }) => value);
  // The preview shows a healthy state: no alert is open.
  const highest =
    alerting.length > 0 ? Math.min(...alerting) : Math.max(...positive.map(({ value }) => value), 0) || typical(unit);
  const series = dataSets.flatMap(({ timeSeriesQuery, legendTemplate }, index): Series[] => {
    const text = queryText(timeSeriesQuery);
    // On a logarithmic scale each line has its own limit.
    const ceiling = logarithmic ? limits[index]!.value : highest;
    return seriesNames(text, legendTemplate).map((name) => ({
      name,
      values: counted(timeSeriesQuery, sampled(`${text} ${name}`, name, 0.9 * ceiling)),
    }));
  });
  return plot({
    series,
    limits,
    unit,
    axis: yAxis.label,
    logarithmic,
    stacked: dataSets[0]!.plotType !== "LINE",
    width: size.width - 22,
    height: size.height - 84,
  });
}

/** Things that are counted come whole, such as locations and instances. */
const counted = (query: TimeSeriesQuery, values: number[]): number[] =>
  "prometheusQuery" in query && query.unitOverride === "1" ? values.map(Math.round) : values;

/** Renders the Markdown that dashboards use: paragraphs, bold, code and links. */
function markdown(content: string): string {
  return content
    .split("\n\n")
    .map((paragraph) =>
      escape(paragraph)
        .replaceAll(/\*\*(.+?)\*\*/g, "<b>$1</b>")
        .replaceAll(/`(.+?)`/g, "<code>$1</code>")
        .replaceAll(/\[(.+?)\]\((.+?)\)/g, '<a href="$2">$1</a>'),
    )
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join("");
}
