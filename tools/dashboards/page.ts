import type { Environment } from "../../contract/environment";
import { displayName, tilesOf, type Dashboard } from "../../observability/dashboards/dashboard";
import { escape } from "./html";
import { widgetBody } from "./widget";

/** Size of a grid block; pixels. The 48 columns fit a window of 1440. */
const block = { width: 29, height: 20 };
const gap = 4;

const style = `
body { margin: 0; background: #f1f3f4; font: 13px/1.4 Roboto, "DejaVu Sans", sans-serif; color: #202124; }
h1 { margin: 12px 16px; font-size: 20px; font-weight: 500; }
.note { margin: 0 16px 8px; color: #5f6368; }
.grid { position: relative; margin: 0 12px; }
.tile { position: absolute; box-sizing: border-box; background: #fff; border: 1px solid #dadce0; border-radius: 4px; overflow: hidden; padding: 8px 10px; }
.tile h3 { margin: 0 0 4px; font-size: 13px; font-weight: 500; }
.header { background: none; border: none; padding-top: 26px; }
.header h2 { margin: 0; font-size: 18px; font-weight: 500; display: inline; }
.header span { margin-left: 12px; color: #5f6368; }
.tile p { margin: 0 0 8px; }
.tile a { color: #1a73e8; text-decoration: none; }
.number { font-size: 30px; }
.legend span { display: inline-block; margin-right: 12px; font-size: 11px; white-space: nowrap; }
.legend i { display: inline-block; width: 10px; height: 3px; margin-right: 4px; vertical-align: middle; }
svg text { font-size: 10px; fill: #5f6368; }
svg .limit { fill: #b3261e; }
code { font-family: "DejaVu Sans Mono", monospace; font-size: 11px; }
.log { font-family: "DejaVu Sans Mono", monospace; font-size: 11px; color: #5f6368; overflow-wrap: anywhere; }
@media (max-width: 700px) {
  .grid { height: auto !important; }
  .tile { position: static; width: auto !important; height: auto !important; margin-bottom: 4px; }
  svg { max-width: 100%; height: auto; }
}
`;

/** A self-contained HTML page: the dashboard's grid, titles, legends and limits, with sample data. */
export function page(environment: Environment, dashboard: Dashboard): string {
  const title = escape(displayName(environment, dashboard));
  const tiles = tilesOf(dashboard.sections);
  const bottom = Math.max(...tiles.map(({ yPos, height }) => yPos + height));
  const shown = tiles.map(({ xPos, yPos, width, height, widget }) => {
    const size = { width: width * block.width - gap, height: height * block.height - gap };
    const kind = "sectionHeader" in widget ? "tile header" : "tile";
    return `<div class="${kind}" style="left:${xPos * block.width}px;top:${yPos * block.height}px;width:${size.width}px;height:${size.height}px">${widgetBody(widget, size)}</div>`;
  });
  return `<!doctype html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
<p class="note">${tiles.length} widgets. The data is made up; titles, names, limits and places are those of the dashboard.</p>
<div class="grid" style="height:${bottom * block.height}px">
${shown.join("\n")}
</div>
`;
}
