/** One build at a time per output folder. */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

const retryMs = 100;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Do `work` while holding `folder/.lock`, after waiting for whoever holds it. A dead holder's lock is taken over. */
export async function locked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, ".lock");
  const mine = `${file}.${randomUUID()}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    for (let told = false; !take(mine, file); told = true) {
      const holder = readHolder(file);
      if (holder !== undefined && !isAlive(holder)) fs.rmSync(file, { force: true });
      else if (!told) console.error(`lean: waiting for the build of process ${holder}`);
      await setTimeout(retryMs);
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** A hard link appears with its content, or fails because there is one already. */
function take(mine: string, file: string): boolean {
  try {
    fs.linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

function readHolder(file: string): number | undefined {
  try {
    return Number(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined; // released since
  }
}
