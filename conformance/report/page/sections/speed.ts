import type { Row } from "../../../bench/harness.ts";
import type { Artefact } from "../../../records/artefact.ts";
import type { Bench, PageData } from "../data.ts";
import { type Html, html } from "../html.ts";
import { figure } from "./figure.ts";
import { origin } from "./origin.ts";
import { targetsOf, targetsTable } from "./targets.ts";

/** What was to be reached, then all measurements, each beside its baseline; the mark is what was to be reached. */
export function speedSection(data: PageData): Html {
  const { benches } = data;
  return html`<section id="speed" aria-labelledby="speed-title">
<h2 id="speed-title">Speed</h2>
<h3>What was to be reached, in speed and in area</h3>
${targetsTable(targetsOf(data))}
<h3>All measurements</h3>
<p class="lead">Every figure was measured beside its baseline in one run, and means nothing without it. Bars show the ratio to
the baseline, the mark what was to be reached.</p>
${benches.length === 0 ? html`<p class="note-box">Not measured here: <code>just bench</code>.</p>` : benches.map(bench)}
</section>`;
}

function bench(artefact: Artefact<Bench>): Html {
  const { machine, rows } = artefact.json;
  const asked = rows.filter(({ target }) => target !== null);
  const missed = asked.filter(({ met }) => !met).length;
  const state = asked.length === 0 ? "no targets" : `${asked.length - missed} reached, ${missed} missed`;
  return html`<details class="item theorem"><summary><span>${artefact.name.replace(/^bench\//, "")}</span><span class="count">${rows.length} rows, ${state}</span></summary>
<div class="body">${origin(artefact)}
<p class="count">${machine.cpu}, ${machine.cores} cores, ${machine.date}</p>
<ul class="bars">${rows.map(bar)}</ul></div></details>`;
}

function bar({ what, value, unit, baseline, baselineValue, ratio, target, met }: Row): Html {
  const scale = ratio === null ? null : Math.max(ratio, target ?? 0, 1);
  return html`<li><div class="what"><span>${what}</span><span class="value">${figure(value)} ${unit}${
    ratio === null ? null : html` · ${figure(ratio)}×`
  }</span></div>
${
  scale === null || ratio === null
    ? null
    : html`<div class="track" aria-hidden="true"><i${met ? null : html` class="missed"`} style="width:${((100 * ratio) / scale).toFixed(1)}%"></i>${
        target === null ? null : html`<u style="left:${((100 * target) / scale).toFixed(1)}%"></u>`
      }</div>`
}
<div class="note">${baseline === null || baselineValue === null ? null : `beside ${baseline}: ${figure(baselineValue)} ${unit}`}${
    target === null
      ? null
      : html` <span class="${met ? "ok" : "bad"}">${met ? "reached" : "missed"}: ${figure(target)}${ratio === null ? ` ${unit}` : "×"}</span>`
  }</div></li>`;
}
