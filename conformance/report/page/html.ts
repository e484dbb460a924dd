/** HTML as values: what is interpolated is escaped unless it is HTML itself. */

/** A piece of HTML that needs no more escaping. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: texts and numbers are escaped, null and false are left out. */
export type Content = string | number | Html | null | false | readonly Content[];

/** A text in which no character is read as markup, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function render(content: Content): string {
  if (content === null || content === false) return "";
  if (content instanceof Html) return content.text;
  if (typeof content === "object") return content.map(render).join("");
  return escapeHtml(String(content));
}

/**
 * A template of HTML.
 *
 * @example
 * html`<p>${"a < b"}</p>`.text; // "<p>a &lt; b</p>"
 */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(strings.reduce((text, piece, index) => text + render(contents[index - 1] ?? null) + piece));
}

/** Trusted text, such as a style sheet of this folder. */
export function raw(text: string): Html {
  return new Html(text);
}

/** A number with thin spaces between groups of three digits. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
}

/** Text with `code` in backticks marked up, and everything else escaped. */
export function prose(text: string): Html {
  const parts = text.split("`");
  return raw(
    parts.map((part, i) => (i % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part))).join(""),
  );
}
