import type { Doctor } from "../doctor/found.ts";
import { readRecord } from "../records/artefact.ts";

/** TRUST.md's box: the versions of one recorded run, so that it is the same on every machine. */
export function versionsBox(): string {
  const found = readRecord<Doctor>("doctor");
  if (found === undefined)
    throw new Error("records/doctor.json: expected a record; run: just doctor && just record doctor");
  const { machine, date } = found.record;
  return [
    `Of the run that is on record: ${date}, ${machine}. \`just doctor\` prints those of yours.`,
    "",
    "| tool | version | what relies on it |",
    "|---|---|---|",
    ...found.tools.map(
      ({ name, version, enables }) => `| ${name} | ${version ?? "not there"} | ${enables} |`,
    ),
  ].join("\n");
}
