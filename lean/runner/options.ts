/** The options under which every module is elaborated. `lakefile.lean` sets the same ones; a test compares them. */
export const leanOptions: Readonly<Record<string, boolean>> = {
  /** A name that is not declared is an error, never a new variable; universes are declared, too. */
  autoImplicit: false,
  /** A `sorry` is a warning; so are unused variables, deprecations and the rest. */
  warningAsError: true,
};

/** As `Boot.lean` reads them. With `keepGoing` warnings stay warnings: only errors say that something does not hold. */
export function optionsArgument(keepGoing = false): string {
  return Object.entries(keepGoing ? { ...leanOptions, warningAsError: false } : leanOptions)
    .map(([name, value]) => `${name}=${value}`)
    .join(",");
}
