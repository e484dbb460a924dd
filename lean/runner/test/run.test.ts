import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { buildModules } from "../lean.ts";
import { nodeWithTypes } from "../node.ts";
import { commandLine, runner, tree } from "./tree.ts";

/** Frames: one byte with the length, then as many bytes. `read n` returns fewer than n bytes only at the end. */
const echo = `def main (args : List String) : IO UInt32 := do
  let input ← IO.getStdin
  let output ← IO.getStdout
  repeat
    let length ← input.read 1
    if length.isEmpty then break
    output.write (← input.read length[0]!.toUSize)
    output.flush
  return args.length.toUInt32
`;

test("programs: binary requests, several in one process, refusals", async () => {
  const { root, out } = tree({
    Echo: echo,
    Hello: 'def main (args : List String) : IO UInt32 := do\n  IO.println s!"hello {args}"\n  return 0',
    Seven: "def main : List String → IO UInt32 := fun _ => return 7",
    NoMain: "def other := 1",
    Other: "def main : IO Unit := return ()",
  });
  expect((await buildModules({ root, out })).failed).toEqual([]);
  const folders = ["--root", root, "--out", out];

  const server = spawn(nodeWithTypes(), commandLine("run", ...folders, "Echo", "a", "b", "c"));
  const closed = once(server, "close");
  const replies: Buffer[] = [];
  server.stdout.on("data", (bytes: Buffer) => replies.push(bytes));
  for (const first of [0, 100, 200]) {
    const request = Buffer.from(Array.from({ length: 255 }, (_, i) => (first + i) % 256));
    replies.length = 0;
    server.stdin.write(Buffer.concat([Buffer.from([255]), request]));
    while (Buffer.concat(replies).length < 255) await once(server.stdout, "data");
    expect(Buffer.concat(replies)).toEqual(request); // while the input is still open
  }
  server.stdin.end();
  expect(await closed).toEqual([3, null]); // the number of arguments

  const run = (...args: string[]): ReturnType<typeof runner> => runner(["run", ...folders, ...args]);
  const three = run("Hello", "1", "2", "++", "Seven", "++", "Hello", "3");
  expect(three).toMatchObject({ status: 7, stdout: "hello [1, 2]\n" }); // the first failure ends them
  expect(run("NoMain")).toMatchObject({ status: 1, stdout: "" });
  expect(run("Other").stderr).toContain("main of Other: expected type List String → IO UInt32");
});
