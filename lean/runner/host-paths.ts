/** System calls on paths of the host. */
import fs from "node:fs";
import { atCwd, base, type Call, type Connection, done, maxFiles } from "./host.ts";

const guest = {
  append: 1024,
  truncate: 512,
  exclusive: 128,
  create: 64,
  readWrite: 2,
  writeOnly: 1,
  folderOrPath: 0x210000,
};

/** Flags of `open` in the guest as flags of the host. */
function hostFlags(flags: number): number {
  const c = fs.constants;
  let host = 0;
  if (flags & guest.writeOnly) host |= c.O_WRONLY;
  if (flags & guest.readWrite) host |= c.O_RDWR;
  if (flags & guest.create) host |= c.O_CREAT;
  if (flags & guest.exclusive) host |= c.O_EXCL;
  if (flags & guest.truncate) host |= c.O_TRUNC;
  if (flags & guest.append) host |= c.O_APPEND;
  return host;
}

/** Replace the calls on paths. */
export function connectPaths({
  imports,
  original,
  machine,
  position,
  errno,
  hostPath,
  leaveCwd,
}: Connection): void {
  imports.__syscall_openat = (folder, address, flags, varargs) => {
    const file = hostPath(folder, address);
    const pass = (): number => original.__syscall_openat!(folder, address, flags, varargs);
    if (file === undefined || flags & guest.folderOrPath) return pass();
    try {
      const mode = varargs ? machine.i32()[varargs >> 2]! || 0o666 : 0o666;
      const fd = fs.openSync(file, hostFlags(flags), mode);
      const writes = flags & (guest.writeOnly | guest.readWrite);
      if (fd >= maxFiles || (!writes && !fs.fstatSync(fd).isFile())) {
        fs.closeSync(fd);
        return pass();
      }
      position[fd] = flags & guest.append ? -1 : 0;
      return fd + base;
    } catch (error) {
      return -errno(error);
    }
  };

  /** Calls on a path, which is the first argument, or the second one after a folder. */
  const onPath = (name: string, afterFolder: boolean, call: Call): void => {
    imports[name] = (...args) => {
      const file = afterFolder ? hostPath(args[0], args[1]) : hostPath(atCwd, args[0]);
      if (file === undefined) return original[name]!(...args);
      try {
        return call(file, ...args.slice(afterFolder ? 2 : 1));
      } catch (error) {
        return -errno(error);
      }
    };
  };
  onPath("__syscall_stat64", false, (file, out) => machine.calls.writeStat(out, fs.statSync(file)));
  onPath("__syscall_lstat64", false, (file, out) => machine.calls.writeStat(out, fs.lstatSync(file)));
  onPath("__syscall_rmdir", false, (file) => done(fs.rmdirSync(file)));
  onPath("__syscall_newfstatat", true, (file, out, flags) =>
    machine.calls.writeStat(out, flags & 256 ? fs.lstatSync(file) : fs.statSync(file)),
  );
  onPath("__syscall_faccessat", true, (file, mode) => done(fs.accessSync(file, mode & 7)));
  onPath("__syscall_mkdirat", true, (file, mode) => done(fs.mkdirSync(file, mode & 0o777)));
  onPath("__syscall_unlinkat", true, (file, flags) =>
    done(flags & 512 ? fs.rmdirSync(file) : fs.unlinkSync(file)),
  );
  imports.__syscall_renameat = (fromFolder, from, toFolder, to) => {
    const [source, target] = [hostPath(fromFolder, from), hostPath(toFolder, to)];
    if (source === undefined || target === undefined) {
      return original.__syscall_renameat!(fromFolder, from, toFolder, to);
    }
    try {
      return done(fs.renameSync(source, target));
    } catch (error) {
      return -errno(error);
    }
  };
  imports.__syscall_chdir = (address) => {
    leaveCwd();
    return original.__syscall_chdir!(address);
  };
}
