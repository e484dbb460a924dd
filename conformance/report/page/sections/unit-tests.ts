import type { PageData } from "../data.ts";
import { grouped, type Html, html } from "../html.ts";

/** What `npm test` found, with each test that failed or was skipped by name. */
export function unitTests({ tests }: PageData): Html {
  const all = tests.ran.flatMap(({ file, tests: own }) => own.map((one) => ({ file, ...one })));
  const of = (status: string): number => all.filter((one) => one.status === status).length;
  const others = all.filter(({ status }) => status !== "passed");
  const missing =
    tests.ran.length < tests.files
      ? html`<p class="note-box">${tests.files - tests.ran.length} of ${tests.files} files of tests did not run on these sources: <code>npm test</code> runs all.</p>`
      : null;
  return html`<h3>Unit and integration tests</h3>
<p>${grouped(of("passed"))} tests of ${tests.ran.length} files passed, ${of("failed")} failed, ${others.length - of("failed")} were skipped.</p>
${missing}${
  others.length === 0
    ? null
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Tests that did not pass"><table id="unit-tests"><thead><tr><th scope="col">test</th><th scope="col">file</th><th scope="col">fate</th></tr></thead>
<tbody>${others.map(({ file, name, status }) => html`<tr><td>${name}</td><td><code>${file}</code></td><td class="${status === "failed" ? "bad" : ""}">${status}</td></tr>`)}</tbody></table></div>`
}`;
}
