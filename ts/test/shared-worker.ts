/** One of several threads that accumulate into the same shared table at once. */
import { workerData } from "node:worker_threads";
import { SharedTable } from "../src/shared-table.ts";
import { run, type Task } from "./shared-deltas.ts";

const task = workerData as Task;
run(SharedTable.attach(task.handle), task);
