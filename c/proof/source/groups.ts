/** What is proved, in groups that are rows of the artefact. */
import { WIDTHS, type Width } from "../object/contracts/shapes.ts";
import type { Annotation } from "./annotation.ts";
import { chainsAnnotations, foldAnnotations } from "./folds.ts";
import { contextAnnotations, counterAnnotations } from "./ops.ts";
import { scatterAnnotations } from "./scatter.ts";
import { stepAnnotation, wordAnnotation } from "./steps.ts";
import { tableAnnotations } from "./tables.ts";

/** Functions that are proved together. */
export interface Group {
  readonly id: string;
  readonly annotations: readonly Annotation[];
}

/** Widths whose fold is one loop; that of 64 bits has four chains. */
export const ONE_LOOP: readonly Width[] = [8, 16, 32];

/** All of them. */
export const GROUPS: readonly Group[] = [
  { id: "context", annotations: WIDTHS.flatMap(contextAnnotations) },
  { id: "counter", annotations: WIDTHS.flatMap(counterAnnotations) },
  { id: "table", annotations: WIDTHS.flatMap(tableAnnotations) },
  { id: "step", annotations: [...WIDTHS.map(wordAnnotation), ...WIDTHS.map(stepAnnotation)] },
  { id: "fold", annotations: [...ONE_LOOP.flatMap(foldAnnotations), ...chainsAnnotations()] },
  { id: "scatter", annotations: WIDTHS.flatMap(scatterAnnotations) },
];

/** Every annotation. */
export const ANNOTATIONS: readonly Annotation[] = GROUPS.flatMap(({ annotations }) => annotations);
