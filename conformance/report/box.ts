/** Generated boxes in pages that are otherwise written by hand. */

/**
 * The page with a new text in the box of this name.
 *
 * @throws Error naming the page when it has no such box
 */
export function withBox(page: string, text: string, name: string, box: string): string {
  const [begin, end] = [`<!-- BEGIN GENERATED: ${name} (just report) -->`, `<!-- END GENERATED: ${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(`${page}: expected the lines ${begin} and ${end}, got neither in order`);
  return `${text.slice(0, from)}${begin}\n\n${box}\n\n${text.slice(to)}`;
}
