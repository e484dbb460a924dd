import type { AreaArtefact } from "./table.ts";
import { labelOf, rate } from "./table.ts";

const WIDTH = 860;
const LEFT = 330;
const RIGHT = 90;
const BAR = 18;
const GAP = 7;
const TOP = 64;

/** Colours that are readable on white and on black pages. */
const STYLE = [
  "text{font:13px system-ui,sans-serif;fill:#24292f}",
  ".axis{stroke:#8c959f;stroke-width:1}",
  ".grid{stroke:#8c959f;stroke-width:1;opacity:.3}",
  ".ours{fill:#0969da}.base{fill:#9a6700}.title{font-weight:600}.small{font-size:11px}",
  "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.ours{fill:#58a6ff}.base{fill:#d29922}}",
].join("");

/** Deltas accepted a second of every routed row, on a logarithmic scale, as an SVG picture. */
export function areaPlot({ rows }: AreaArtefact): string {
  const bars = rows.flatMap((row) =>
    row.acceptedPerSecond === null ? [] : [{ row, value: row.acceptedPerSecond }],
  );
  bars.sort((a, b) => b.value - a.value);
  const low = Math.floor(Math.log10(Math.min(...bars.map(({ value }) => value))));
  const high = Math.ceil(Math.log10(Math.max(...bars.map(({ value }) => value))));
  const x = (value: number): number =>
    LEFT + ((Math.log10(value) - low) / (high - low)) * (WIDTH - LEFT - RIGHT);
  const height = TOP + bars.length * (BAR + GAP) + 16;
  const bottom = height - 12;
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" ` +
      `aria-label="Deltas accepted a second">`,
    `<style>${STYLE}</style>`,
    text(
      16,
      22,
      "title",
      "start",
      "Deltas accepted a second: ports × clock, 64-bit words, logarithmic scale",
    ),
    `<rect class="ours" x="16" y="32" width="12" height="12"/>`,
    text(33, 43, "small", "start", "this project"),
    `<rect class="base" x="116" y="32" width="12" height="12"/>`,
    text(133, 43, "small", "start", "baseline"),
    ...ticks.map(
      (tick) =>
        `<line class="grid" x1="${at(x(tick))}" x2="${at(x(tick))}" y1="${TOP - 6}" y2="${bottom}"/>` +
        text(x(tick), TOP - 10, "small", "middle", rate(tick)),
    ),
    ...bars.map(({ row, value }, index) => {
      const y = TOP + index * (BAR + GAP);
      const kind = row.module.startsWith("baseline") ? "base" : "ours";
      return (
        text(LEFT - 8, y + 13, "small", "end", `${row.device}  ${nameOf(labelOf(row))}`) +
        `<rect class="${kind}" x="${LEFT}" y="${y}" width="${at(x(value) - LEFT)}" height="${BAR}" rx="2"/>` +
        text(x(value) + 6, y + 13, "small", "start", rate(value))
      );
    }),
    `<line class="axis" x1="${LEFT}" x2="${LEFT}" y1="${TOP - 6}" y2="${bottom}"/>`,
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^atomik_/, ""],
  [/ VALID_PER_PORT=1/, ", valid bits"],
  [/ VALID_PER_PORT=0/, ""],
  [/ CONTEXTS=(\d+) ADDRESS_WIDTH=\d+ contexts_i=\d+/, " of $1"],
  [/ PARALLEL=0/, ", in turn"],
  [/ PARALLEL=1/, ", a port each"],
  [/ synthesis=(\S+)/, " $1"],
];

const nameOf = (label: string): string => NAMES.reduce((name, [from, to]) => name.replace(from, to), label);

const at = (value: number): string => value.toFixed(1);

const text = (x: number, y: number, style: string, anchor: string, content: string): string =>
  `<text class="${style}" x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${content}</text>`;
