import { VERDICTS } from "../../../claims/ledger.ts";
import type { PageData } from "../data.ts";
import { type Content, grouped, type Html, html, raw } from "../html.ts";
import { targetsOf } from "./targets.ts";
import { verdictClass } from "./verdict.ts";

interface Card {
  readonly value: Content;
  readonly label: string;
  readonly bad?: boolean;
}

/** The top of the page: what a reader who looks at nothing else should see. */
export function summary(data: PageData): Html {
  const { claims, theorems, results } = data;
  const targets = targetsOf(data);
  const missed = targets.filter(({ met }) => !met).length;
  const sum = (of: (one: PageData["results"]["implementations"][number]) => number): number =>
    results.implementations.reduce((total, one) => total + of(one), 0);
  const failed = sum(({ vectors }) => vectors.failed);
  const mismatches = sum(({ fuzz }) => fuzz.mismatches);
  const survived = sum(({ mutants }) => mutants.survived.length);
  const unsupported = claims.claims.filter(({ ok }) => !ok).length;
  const tested = (status: string): number =>
    data.tests.ran.flatMap(({ tests }) => tests.filter((one) => one.status === status)).length;
  const cards: readonly Card[] = [
    {
      value: grouped(theorems.theorems.length),
      label: `theorems, ${theorems.violations.length} violations`,
      bad: theorems.violations.length > 0,
    },
    {
      value: grouped(sum(({ vectors }) => vectors.passed)),
      label: `vectors passed by ${results.implementations.length} implementations, ${failed} failed`,
      bad: failed > 0,
    },
    {
      value: grouped(sum(({ fuzz }) => fuzz.programs)),
      label: `random programs compared, ${mismatches} mismatches`,
      bad: mismatches > 0,
    },
    {
      value: grouped(sum(({ mutants }) => mutants.killed)),
      label: `planted faults caught, ${survived} survived`,
      bad: survived > 0,
    },
    {
      value: grouped(sum(({ skips }) => skips.reduce((total, { cases }) => total + cases, 0))),
      label: "vectors skipped, each listed below",
    },
    {
      value: grouped(tested("passed")),
      label:
        data.tests.ran.length === 0
          ? "tests: npm test did not run on these sources"
          : `tests of ${data.tests.ran.length} files passed, ${tested("failed")} failed, ${tested("skipped")} skipped`,
      bad: tested("failed") > 0,
    },
    {
      value: `${targets.length - missed} of ${targets.length}`,
      label: `targets of speed and area reached, ${missed} missed`,
      bad: missed > 0,
    },
    {
      value: grouped(claims.claims.length),
      label: `claims judged, ${unsupported} without support`,
      bad: unsupported > 0,
    },
  ];
  return html`<ul class="cards">${cards.map(
    ({ value, label, bad }) =>
      html`<li${bad ? raw(' class="bad"') : null}><b>${value}</b><span>${label}</span></li>`,
  )}</ul>
<div class="split" role="img" aria-label="Claims by verdict">${VERDICTS.map((verdict) => {
    const count = claims.claims.filter((claim) => claim.verdict === verdict).length;
    return count === 0
      ? null
      : html`<i class="${verdictClass(verdict)}" style="flex:${count};background:var(--c)"></i>`;
  })}</div>
<p class="lead">${VERDICTS.map((verdict, index) => [
    index === 0 ? "" : " · ",
    html`<span class="verdict ${verdictClass(verdict)}">${String(
      claims.claims.filter((claim) => claim.verdict === verdict).length,
    )} ${verdict}</span>`,
  ])}</p>`;
}
