/**
 * What the judge knows of an implementation: a thing that answers request frames with reply frames
 * (`spec/README.md`, "Bytes"). An implementation in another process or in this one looks the same.
 */
export interface Adapter {
  /** Name in results, e.g. `c`. */
  readonly name: string;
  /** What a reply shows: both words of the context, or only its state (then reference = state, accumulator = 0). */
  readonly observes: "context" | "state";
  /** Hands over one request frame. At most one request may be outstanding. Malformed frames are allowed. */
  submit(request: Uint8Array): void;
  /** The reply to the outstanding request, waiting for it if need be. Valid until the next `submit`. */
  collect(): Uint8Array;
  /** Ends the implementation and frees what it holds. */
  close(): void;
}

/** The machines and codecs that an implementation offers beside the programs of the byte protocol. */
export interface Machines {
  readonly names: ReadonlySet<string>;
  /**
   * A case of the vectors, given without what is expected, with what this implementation finds filled in.
   *
   * @throws Error when it cannot be run at all
   */
  answer(machine: string, widthBits: number, given: unknown): unknown;
  /**
   * Whether a random case has a shape that this implementation was built for, such as a number of contexts; all have,
   * unless given. Vectors are asked anyway: what of them is excused is in `skips.json`.
   */
  takes?(machine: string, widthBits: number, given: object): boolean;
  /** Ends what answers, where it is a program of its own. */
  close?(): void;
}

/** One row of the table of implementations. */
export interface Implementation {
  readonly name: string;
  /** `fast` ones see every fuzz program; `slow` ones a sample of them. */
  readonly pace: "fast" | "slow";
  /**
   * Builds and starts the implementation from the sources below `root`: the repository, or a copy of it
   * that carries a mutant.
   *
   * @throws Error with the tool's own words when it cannot be built.
   */
  open(root: string): Promise<Adapter>;
  /** Opens its machines, if it has any, from the sources below `root`. */
  openMachines?(root: string): Promise<Machines>;
}
