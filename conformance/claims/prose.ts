/** Sentences of our own documents that claim something, so that none of them goes without a verdict. */

/** Words that make a sentence a claim; so does any figure. */
const CLAIMING =
  /\d|\b(prove[dns]?|proves|tested|measured|never|always|every|must|all|any|none|nothing|exactly|cannot|refused|equal|agrees?|holds?)\b/i;

/** Text without what is no sentence of it: generated boxes, headings, images, code and the targets of links. */
export function sentencesOf(markdown: string): string[] {
  const comments = [...markdown.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].flatMap(([, code]) =>
    [...code!.matchAll(/(?:\/\/|\/\*)\s*(.*?)\s*(?:\*\/|$)/gm)].map(([, text]) => text!),
  );
  const prose = markdown
    .replaceAll(/<!-- BEGIN GENERATED: (\S+)[\s\S]*?END GENERATED: \1 -->/g, "")
    .replaceAll(/^```[\s\S]*?^```/gm, "")
    .replaceAll(/^#.*$/gm, "")
    .replaceAll(/^\|.*\|\n\|[-|: ]+\|$/gm, "")
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replaceAll(/\]\([^)]*\)/g, "]");
  const blocks = prose.split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)|\n(?=\|)/).map(flat);
  const sentences = blocks.flatMap((block) =>
    block.replace(/^([-*]|\d+\.)\s/, "").split(/(?<=[.!?:;])\s+(?=[A-Z`"*[])/),
  );
  return [...sentences, ...comments.map(flat)].filter((sentence) => sentence !== "");
}

/** Sentences that claim something and hold none of the quotes. */
export function uncovered(markdown: string, quotes: readonly string[]): string[] {
  const covered = quotes.map(flat);
  return sentencesOf(markdown).filter(
    (sentence) => CLAIMING.test(sentence) && !covered.some((quote) => sentence.includes(quote)),
  );
}

/** One line, single spaces. */
export function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
