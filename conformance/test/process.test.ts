import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import type { Adapter } from "../adapters/adapter.ts";
import { openProcess } from "../protocol/process.ts";

/** Answers each request with `payload` zero bytes, or does what `instead` says. */
function script(payload: number, instead = ""): string[] {
  const code = `
    const fs = require("node:fs"); const header = Buffer.alloc(20);
    for (;;) {
      for (let at = 0; at < 20; ) { const n = fs.readSync(0, header, at, 20 - at); if (n === 0) process.exit(0); at += n; }
      const rest = Buffer.alloc(header.readUInt32LE(8) + 4);
      for (let at = 0; at < rest.length; ) at += fs.readSync(0, rest, at, rest.length - at);
      ${instead}
      const reply = Buffer.alloc(20 + ${payload}); reply.write("ATMr"); reply[4] = 1; reply.writeUInt32LE(${payload}, 8);
      for (let at = 0; at < reply.length; ) at += fs.writeSync(1, reply, at);
    }`;
  return ["-e", code];
}

function request(payload: number): Uint8Array {
  const frame = Buffer.alloc(24 + payload);
  frame.write("ATMq");
  frame.set([1, 8, 1], 4);
  frame.writeUInt32LE(payload, 8);
  return frame;
}

let adapter: Adapter | undefined;
const open = (args: readonly string[], command: string = process.execPath): Adapter => {
  adapter = openProcess({ name: "child", observes: "context", command, args });
  return adapter;
};
afterEach(() => adapter?.close());

describe("a process", () => {
  test("large requests and replies do not lock up", () => {
    const child = open(script(8_000_000));
    for (let i = 0; i < 2; i++) {
      child.submit(request(4_000_000));
      expect(child.collect().length).toBe(8_000_020);
    }
  });

  test("one that dies is named, with the end of its standard error", () => {
    const child = open(script(0, `fs.writeSync(2, "no more memory"); process.exit(3);`));
    child.submit(request(0));
    expect(() => child.collect()).toThrow(/child: .* ended while a reply was awaited: no more memory/);
    expect(() => child.submit(request(1_000_000))).toThrow(/child: .* ended while it was sent a request/);
  });

  test("one that cannot start is named", () => {
    expect(() => open([], "/no/such/program")).toThrow("child: cannot start /no/such/program");
  });

  test("one that answers garbage is refused", () => {
    const child = open(script(0, `fs.writeSync(1, Buffer.alloc(20, 7)); continue;`));
    child.submit(request(0));
    expect(() => child.collect()).toThrow("reply magic");
  });

  test("it leaves nothing behind: no file, no process, no zombie", async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("atomik-pipes-"));
    const child = open([
      "-e",
      "require('node:fs').writeSync(2, String(process.pid)); setInterval(() => {}, 1000)",
    ]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("atomik-pipes-"))).toEqual(before);
    child.close();
    await wait(300);
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ");
    const commands = children.filter(Boolean).map((pid) => readFileSync(`/proc/${pid}/stat`, "utf8"));
    expect(commands.filter((stat) => stat.includes(" Z "))).toEqual([]);
    expect(() => child.submit(request(0))).toThrow("child: closed");
  });
});
