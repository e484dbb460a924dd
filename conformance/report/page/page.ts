/** The report as one HTML file that needs nothing else: styles, script and drawing stand in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PageData } from "./data.ts";
import { html, raw } from "./html.ts";
import { areaSection } from "./sections/area.ts";
import { claimsSection } from "./sections/claims.ts";
import { proofsSection } from "./sections/proofs.ts";
import { speedSection } from "./sections/speed.ts";
import { summary } from "./sections/summary.ts";
import { testsSection } from "./sections/tests.ts";
import { theoremsSection } from "./sections/theorems.ts";
import { trustSection } from "./sections/trust.ts";

const NAVIGATION = [
  ["claims", "Claims"],
  ["theorems", "Theorems"],
  ["tests", "Tests"],
  ["proofs", "Proofs"],
  ["speed", "Speed"],
  ["area", "Area"],
  ["trust", "Trust"],
] as const;

const own = (file: string): string => readFileSync(join(import.meta.dirname, file), "utf8");

/** The whole page. */
export function page(data: PageData): string {
  const drawing = own("../data-flow.svg");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ATOMiK: what holds and what does not</title>
<meta name="description" content="Every claim about the XOR delta-state algebra with its verdict, its evidence and the command that checks it.">
<link rel="icon" href="data:,">
<style>${raw(own("style.css"))}</style>
</head>
<body>
<a class="skip" href="#claims">Skip to the claims</a>
<header class="top"><div>
<h1>What holds, and what does not<small>ATOMiK · the XOR delta-state algebra: state = reference ⊕ accumulator</small></h1>
<p class="lead">Lean theorems define the algebra and emit its vectors; TypeScript, C and Verilog are held to them. Below is every
claim with a verdict that a command reproduces, and everything that was skipped or could not be shown.</p>
${summary(data)}
</div></header>
<nav aria-label="Sections"><ul>${NAVIGATION.map(([id, label]) => html`<li><a href="#${id}">${label}</a></li>`)}</ul></nav>
<main>
${claimsSection(data)}
${theoremsSection(data)}
${testsSection(data)}
${proofsSection(data)}
${speedSection(data)}
${areaSection(data)}
${trustSection(data)}
<section aria-labelledby="flow-title"><h2 id="flow-title">How it fits together</h2><div class="plot">${raw(drawing)}</div></section>
</main>
<footer>Made by <code>just report</code> from the artefacts in build/ and the records in conformance/records.</footer>
<script>${raw(own("client.js"))}</script>
</body>
</html>
`.text;
}
