/** Opens the finished page in Chromium and holds it against the data that it was made of. */

import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { VERDICTS } from "../../claims/ledger.ts";
import type { PageData } from "./data.ts";
import { targetsOf } from "./sections/targets.ts";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

/** Everything on the page that is not as the data say, one line each; none when all is well. */
export async function inspect(file: string, data: PageData): Promise<string[]> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    const faults: string[] = [];
    const page = await browser.newPage({ viewport: DESK });
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
    page.on("request", (request) => {
      if (!/^(file|data):/.test(request.url())) faults.push(`the page asks for ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    faults.push(...(await counts(page, data)), ...(await filters(page, data)), ...(await names(page)));
    await page.setViewportSize(PHONE);
    const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
    if (wide > PHONE.width) faults.push(`at ${PHONE.width} px: expected no sideways scroll, got ${wide} px`);
    return faults;
  } finally {
    await browser.close();
  }
}

/** Counts on the page against the JSON. */
async function counts(page: Page, data: PageData): Promise<string[]> {
  const { claims, theorems, results } = data;
  const targets = targetsOf(data);
  const expected: readonly (readonly [string, number])[] = [
    ["#claims details.item", claims.claims.length],
    ...VERDICTS.map(
      (verdict) =>
        [
          `#claims details.item[data-verdict="${verdict}"]`,
          claims.claims.filter((claim) => claim.verdict === verdict).length,
        ] as const,
    ),
    ["#theorems details.item", theorems.theorems.filter((theorem) => !theorem.private).length],
    ["#implementations tbody tr", results.implementations.length],
    ["#skips tbody tr", results.implementations.flatMap(({ skips }) => skips).length],
    ["#targets tbody tr", targets.length],
    ["#targets tbody td.bad", targets.filter(({ met }) => !met).length],
    [
      "#unit-tests tbody tr",
      data.tests.ran.flatMap(({ tests }) => tests.filter(({ status }) => status !== "passed")).length,
    ],
    ["#tests .heat td.empty", results.coverage.empty.filter((cell) => cell.includes("/pair/")).length],
  ];
  const faults: string[] = [];
  for (const [selector, count] of expected) {
    const found = await page.locator(selector).count();
    if (found !== count) faults.push(`${selector}: expected ${count}, got ${found}`);
  }
  const root = await page.locator("#root-hash").textContent();
  if (root !== results.rootHash) faults.push(`#root-hash: expected ${results.rootHash}, got ${root}`);
  return faults;
}

/** Search and filters show what they promise, and a link to a claim opens it. */
async function filters(page: Page, { claims: { claims } }: PageData): Promise<string[]> {
  const faults: string[] = [];
  const visible = page.locator("#claims details.item:visible");
  const expect = async (what: string, count: number): Promise<void> => {
    const found = await visible.count();
    if (found !== count) faults.push(`${what}: expected ${count} claims shown, got ${found}`);
  };
  const search = page.locator("#claims input[type=search]");
  await search.fill("qqqq zzzz");
  await expect("a search for nothing", 0);
  await search.fill("");
  await expect("an empty search", claims.length);
  for (const verdict of VERDICTS) {
    const chip = page.locator(`#claims button[data-value="${verdict}"]`);
    await chip.focus();
    await page.keyboard.press("Enter");
    await expect(`the filter "${verdict}"`, claims.filter((claim) => claim.verdict === verdict).length);
    await chip.click();
  }
  const last = claims.at(-1);
  if (last !== undefined) {
    await page.evaluate(`location.hash = ${JSON.stringify(last.id)}`);
    const open = page.locator(`#claims details[open][id="${last.id}"]`);
    if ((await open.count()) !== 1) faults.push(`a link to ${last.id}: expected it to open the claim`);
  }
  return faults;
}

/** What a screen reader needs: every field has a name, every id occurs once, every link inside the page leads somewhere. */
async function names(page: Page): Promise<string[]> {
  const all = (selector: string, value: string): Promise<string[]> =>
    page.evaluate<string[]>(`[...document.querySelectorAll('${selector}')].map((one) => ${value})`);
  const nameless = await all("input:not([aria-label]), select:not([aria-label])", "one.outerHTML");
  const ids = await all("[id]", "one.id");
  const known = new Set(ids);
  const targets = await all('a[href^="#"]', 'decodeURIComponent(one.getAttribute("href").slice(1))');
  return [
    ...nameless.map((field) => `a field without a name: ${field}`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the id ${id} occurs twice`),
    ...new Set(
      targets.filter((target) => !known.has(target)).map((target) => `a link leads nowhere: #${target}`),
    ),
  ];
}
