import type { PageData } from "../data.ts";
import { grouped, type Html, html } from "../html.ts";
import { theoryFaults } from "./theory-faults.ts";
import { unitTests } from "./unit-tests.ts";

type Implementation = PageData["results"]["implementations"][number];

/** What every implementation did: vectors, fuzzing, planted faults, coverage, and all that was skipped. */
export function testsSection(data: PageData): Html {
  const { results } = data;
  return html`<section id="tests" aria-labelledby="tests-title">
<h2 id="tests-title">Tests against the specification</h2>
<p class="lead">Expected values come from Lean alone. Every implementation answers the same vectors and the same random
programs, and each planted fault must be noticed.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Results by implementation"><table id="implementations">
<thead><tr><th scope="col">implementation</th><th scope="col" class="n">vectors passed</th><th scope="col" class="n">failed</th>
<th scope="col" class="n">random programs</th><th scope="col" class="n">mismatches</th><th scope="col" class="n">faults caught</th>
<th scope="col" class="n">survived</th><th scope="col" class="n">vectors skipped</th></tr></thead>
<tbody>${results.implementations.map(row)}</tbody></table></div>
<h3>Coverage</h3>
<p>${grouped(results.coverage.cells)} cells, ${results.coverage.empty.length} of them empty. A number is how many steps of the
vectors fill the cell; the row is the op before.</p>
<div class="maps">${maps(results.coverage.grid)}</div>
<h3>Planted faults</h3>
${results.implementations.map(mutants)}
${theoryFaults(data)}
<h3>Vectors skipped</h3>
${skips(results.implementations)}
${unitTests(data)}
</section>`;
}

function row({ name, vectors, fuzz, mutants, skips }: Implementation): Html {
  const zero = (value: number): Html =>
    html`<td class="n ${value === 0 ? "ok" : "bad"}">${grouped(value)}</td>`;
  return html`<tr><th scope="row">${name}</th><td class="n">${grouped(vectors.passed)}</td>${zero(vectors.failed)}
<td class="n">${grouped(fuzz.programs)}</td>${zero(fuzz.mismatches)}<td class="n">${grouped(mutants.killed)}</td>${zero(
    mutants.survived.length,
  )}<td class="n">${grouped(skips.reduce((sum, { cases }) => sum + cases, 0))}</td></tr>`;
}

/** One map of op after op for each machine and width of the grid: cells named `…w64/pair/before/after`. */
function maps(grid: Readonly<Record<string, number>>): readonly Html[] {
  const pairs = new Map<string, Map<string, Map<string, number>>>();
  for (const [cell, count] of Object.entries(grid)) {
    const found = /^(.*)\/pair\/([^/]+)\/([^/]+)$/.exec(cell);
    if (!found) continue;
    const [, place = "", before = "", after = ""] = found;
    const map = pairs.get(place) ?? new Map<string, Map<string, number>>();
    pairs.set(place, map);
    map.set(before, (map.get(before) ?? new Map()).set(after, count));
  }
  return [...pairs].map(([place, map]) => heat(place, map));
}

function heat(place: string, map: ReadonlyMap<string, ReadonlyMap<string, number>>): Html {
  const columns = [...(map.values().next().value?.keys() ?? [])];
  const most = Math.max(...[...map.values()].flatMap((cells) => [...cells.values()]));
  const cell = (count: number): Html =>
    count === 0
      ? html`<td class="empty">0</td>`
      : html`<td style="--h:${(0.08 + (0.55 * Math.log1p(count)) / Math.log1p(most)).toFixed(2)}">${count}</td>`;
  return html`<figure><figcaption>${place}</figcaption><div class="scroll" tabindex="0" role="region" aria-label="Coverage of ${place}"><table class="heat">
<thead><tr><td></td>${columns.map((op) => html`<th scope="col">${op}</th>`)}</tr></thead>
<tbody>${[...map].map(
    ([before, cells]) =>
      html`<tr><th scope="row">${before}</th>${columns.map((op) => cell(cells.get(op) ?? 0))}</tr>`,
  )}</tbody></table></div></figure>`;
}

function mutants({ name, mutants: { all } }: Implementation): Html {
  return html`<details class="item theorem"><summary><span>${name}</span><span class="count">${all.length} planted</span></summary>
<div class="body scroll" tabindex="0" role="region" aria-label="Faults planted in ${name}"><table><thead><tr><th scope="col">fault</th><th scope="col">what is wrong</th><th scope="col">fate</th></tr></thead>
<tbody>${all.map(
    ({ id, why, verdict }) =>
      html`<tr><td><code>${id.replace(`${name}/`, "")}</code></td><td>${why}</td><td class="${verdict === "killed" ? "ok" : "bad"}">${verdict}</td></tr>`,
  )}</tbody></table></div></details>`;
}

function skips(implementations: readonly Implementation[]): Html {
  const rows = implementations.flatMap(({ name, skips }) => skips.map((skip) => ({ name, ...skip })));
  if (rows.length === 0) return html`<p>Nothing.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Skipped vectors"><table id="skips"><thead><tr><th scope="col">implementation</th><th scope="col">vectors</th>
<th scope="col" class="n">cases</th><th scope="col">why</th></tr></thead><tbody>${rows.map(
    ({ name, id, cases, reason }) =>
      html`<tr><td>${name}</td><td><code>${id}</code></td><td class="n">${grouped(cases)}</td><td>${reason}</td></tr>`,
  )}</tbody></table></div>`;
}
