#!/usr/bin/env node
/** The program `atomik`: finds the command, reads its options, and turns refusals into exit codes. */
import process from "node:process";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { RejectError } from "../reject.ts";
import { ROOT_HASH } from "../root-hash.ts";
import { apply } from "./apply.ts";
import { type Command, CommandError, EXIT, type ExitCode, type OptionValues, usageError } from "./command.ts";
import { diff } from "./diff.ts";
import { digest } from "./digest.ts";
import { doctor } from "./doctor.ts";
import { explain } from "./explain.ts";
import { packageVersion } from "./package.ts";
import { openTerminal, type Terminal } from "./terminal.ts";
import { vectors } from "./vectors.ts";

const COMMANDS: readonly Command[] = [explain, diff, apply, digest, vectors, doctor];

const EVERY: NonNullable<ParseArgsConfig["options"]> = {
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
};

const HELP = `usage: atomik <command> [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join("\n")}

  atomik <command> --help   how to use one
  atomik --version          version, and the root hash of the specification
  --json                    every command: one JSON document on stdout

Exit codes:
  0  done, and the answer is yes
  1  done, and the answer is no: an op rejected, a vector failed, a delta of
     another file, files that differ under digest --against, a tool missing
  2  not done: wrong usage, a file that cannot be read or written, or is damaged
`;

/** Splits the words behind a command into arguments and options. */
function parse(command: Command, words: readonly string[]): { args: string[]; options: OptionValues } {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      options: { ...command.options, ...EVERY },
      allowPositionals: true,
    });
    return { args: positionals, options: values as OptionValues };
  } catch (error) {
    const text = (error as Error).message.split(". ")[0]!;
    throw new CommandError("usage", `${command.name}: ${text}; see atomik ${command.name} --help`);
  }
}

function checkCount({ name, arguments: [least, most] }: Command, args: readonly string[]): void {
  if (args.length >= least && args.length <= most) return;
  const expected =
    least === most
      ? `${least}`
      : most === Number.POSITIVE_INFINITY
        ? `${least} or more`
        : `${least} to ${most}`;
  throw usageError(name, `${expected} arguments (see atomik ${name} --help)`, `${args.length}`);
}

async function main(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first, ...rest] = words[0] === "--json" ? [...words.slice(1), "--json"] : words;
  const command = COMMANDS.find(({ name }) => name === first);
  if (command !== undefined) {
    const { args, options } = parse(command, rest);
    if (options.help) {
      process.stdout.write(command.help);
      return EXIT.ok;
    }
    checkCount(command, args);
    return command.run(args, options, terminal);
  }
  if (first === "--version") {
    terminal.line(`atomik ${packageVersion()}\nroot hash ${ROOT_HASH}`);
    terminal.answer({ version: packageVersion(), rootHash: ROOT_HASH });
    return EXIT.ok;
  }
  if (first === "--help" || first === "-h" || first === "help") {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  throw usageError("command", `one of ${COMMANDS.map(({ name }) => name).join(", ")}`, first ?? "none");
}

const words = process.argv.slice(2);
const terminal = openTerminal(words.includes("--json"));
try {
  process.exitCode = await main(words, terminal);
} catch (error) {
  if (!(error instanceof CommandError || error instanceof RejectError)) throw error;
  process.stderr.write(`atomik: ${error.message}\n`);
  terminal.answer({ error: { code: error.code, message: error.message } });
  process.exitCode = error instanceof CommandError ? error.exit : EXIT.trouble;
}
