/**
 * `just bench c`: the C header against the limits of the machine, against the published layout, and against libraries
 * where they are installed, all in one run.
 */
import { measure } from "./c-programs.ts";
import { rows } from "./c-rows.ts";
import { report } from "./harness.ts";

if (!report("c", rows(measure()))) process.exitCode = 1;
