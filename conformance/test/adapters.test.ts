/** Every implementation answers what is malformed with a named error, and lives on. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openOne } from "../adapters/open.ts";
import { ROWS } from "../adapters/table.ts";
import { statusName } from "../protocol/protocol.ts";
import { readReplyHeader } from "../protocol/reply.ts";
import { loadSpec, ROOT } from "../spec.ts";
import { fake } from "./fake.ts";
import { goodFrame, malformedFrames } from "./malformed.ts";

const spec = loadSpec();
const right = fake(spec);
right.submit(goodFrame(spec));
const expected = Buffer.from(right.collect());

describe.each(ROWS.map(({ name }) => name))("%s", (name) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openOne(spec, ROWS.find((row) => row.name === name)!, ROOT);
  });
  afterAll(() => opened?.adapter.close());

  test.each(malformedFrames(spec))("$status: $what", ({ status, frame }) => {
    const { adapter } = opened;
    adapter.submit(frame);
    const reply = adapter.collect();
    const header = readReplyHeader(reply);
    expect(statusName(header.status)).toBe(status);
    expect(header.payloadBytes).toBe(0);
    expect(reply.length).toBe(20);
    expect(header.rootId).toBe(spec.rootHash.slice(0, 16));
    adapter.submit(goodFrame(spec));
    expect(Buffer.compare(adapter.collect(), expected)).toBe(0);
  });

  test("one request at a time", () => {
    const { adapter } = opened;
    expect(() => adapter.collect()).toThrow("no request is outstanding");
    adapter.submit(goodFrame(spec));
    expect(() => adapter.submit(goodFrame(spec))).toThrow("a request is outstanding");
    expect(Buffer.compare(adapter.collect(), expected)).toBe(0);
  });
});
