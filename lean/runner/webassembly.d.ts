/** The part of WebAssembly's JavaScript interface that the runner uses (the `dom` library has the whole of it). */
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Record<string, unknown>;
  }
  class Table {
    constructor(descriptor: { initial: number; element: "anyfunc" });
    set(index: number, value: unknown): void;
  }
  class Global {
    constructor(descriptor: { value: "i32"; mutable: boolean }, value: number);
    value: number;
  }
}
