/**
 * System calls on files, made directly by the thread that wants them.
 *
 * The package sends each one to its main thread, which looks once a millisecond. Here paths and descriptors of the host
 * are used as they are: descriptor = the host's + 8192, and read positions live in memory shared by all threads.
 * `/dev`, `/proc`, `/sys` and folder handles stay with the package.
 */
import { type Call, connection, type Machine, type SharedFiles } from "./host.ts";
import { connectDescriptors } from "./host-descriptors.ts";
import { connectPaths } from "./host-paths.ts";

/** Replace the file system calls in `imports`. */
export function connectFiles(imports: Record<string, Call>, machine: Machine, shared: SharedFiles): void {
  const connected = connection(imports, machine, shared);
  connectPaths(connected);
  connectDescriptors(connected);
}
