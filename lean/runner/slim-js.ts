/**
 * A copy of `lean.js` (89 MB) without the 200,000 variables that it declares for exports and never uses (0.7 MB), and
 * with its links to the host replaced. `README.md` says what each patch repairs; `__host` is `ThreadHost` in `thread.ts`.
 */

/** The copy, and the exports of `lean.wasm` that it takes. */
export interface SlimJs {
  source: string;
  exports: Set<string>;
}

/** A piece of text that must occur, and what stands in its place; `all` for every occurrence. */
interface Patch {
  find: string;
  put: string;
  all?: boolean;
}

const patches: readonly Patch[] = [
  // symbol table instead of export lists
  {
    find: "newSymIndex=Object.keys(lib.exports).indexOf(symbol);",
    put: "if(handle==0){var __v=__host.symbol(symbol);if(__v)return __v}newSymIndex=Object.keys(lib.exports).indexOf(symbol);",
  },
  {
    find: "functionsInTableMap=new WeakMap;updateTableMap(0,wasmTable.length)",
    put: "functionsInTableMap=new WeakMap;for(var __k in __host.keptIndex)functionsInTableMap.set(wasmExports[__k],__host.keptIndex[__k])",
  },
  {
    find: "metadata.tlsExports.forEach(s=>tlsExports[s]=moduleExports[s])",
    put: "metadata.tlsExports.forEach(s=>{if(moduleExports[s])tlsExports[s]=moduleExports[s]})",
  },
  // no debug output
  { find: 'console.log("[DEBUG', put: 'void("[DEBUG', all: true },
  // a stack of its own for the main thread
  {
    find: "function callMain(args=[]){",
    put: "function callMain(args=[]){{var __s=__host.mainStack,__b=_malloc(__s);_emscripten_stack_set_limits(__b+__s,__b);__emscripten_stack_restore(__b+__s)}",
  },
  // an address is no exit code
  {
    find: "var ret=entryFunction(argc,argv);",
    put: "var ret=entryFunction(argc,argv);if(ret>>>0>65535)ret=__host.noExitCode;",
  },
  // tell the trampolines which exceptions are C++'s
  { find: "throw exceptionLast", put: "__host.thrown=1;throw exceptionLast", all: true },
  { find: "throw Infinity", put: "__host.thrown=1;throw Infinity", all: true },
  { find: "if(e!==e+0)throw e;_setThrew", put: "if(e!==e+0)throw e;__host.thrown=0;_setThrew", all: true },
  { find: "var exitJS=(status,implicit)=>{", put: "var exitJS=(status,implicit)=>{__host.thrown=0;" },
  // threads: how many wait, and how large their stacks are
  { find: "var pthreadPoolSize=4;", put: 'var pthreadPoolSize=Module["poolSize"];' },
  { find: '{workerData:"em-pthread",name:"em-pthread"}', put: "__host.workerOptions" },
  // system calls, trampolines and environment, in every thread
  {
    find: "function getWasmImports(){assignWasmImports();",
    put:
      "function getWasmImports(){assignWasmImports();__host.connect(wasmImports,{errno:ERRNO_CODES,calls:SYSCALLS," +
      "u8:()=>(growMemViews(),HEAPU8),i32:()=>(growMemViews(),HEAP32),u32:()=>(growMemViews(),HEAPU32),i64:()=>(growMemViews(),HEAP64)," +
      "environment:ENV,setThrew:()=>_setThrew(1,0)});",
  },
];

/** The text between two marks, and the text around it. */
function cut(text: string, from: string, to: string): [before: string, between: string, after: string] {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  if (start < 0 || end < 0) throw new RangeError(`lean.js: expected ${from.slice(0, 60)}, got none`);
  return [text.slice(0, start), text.slice(start + from.length, end), text.slice(end)];
}

/**
 * Make the copy.
 * @throws RangeError if a patch finds nothing to replace.
 */
export function slimJs(original: string): SlimJs {
  const [before, assignments, after] = cut(
    original,
    ";function assignWasmExports(wasmExports){",
    "}var wasmImports;",
  );
  const declaration = before.lastIndexOf("var ");
  const head = before.slice(0, declaration);
  const used = new Set((head + after).match(/[A-Za-z_$][\w$]*/g));
  const variables = before
    .slice(declaration + 4)
    .split(",")
    .filter((name) => used.has(name));
  const kept = new Set([...variables, "_main", "wasmTable"]);
  const exports = new Set([
    "__main_argc_argv",
    "__wasm_call_ctors",
    "_emscripten_tls_init",
    "__wasm_apply_data_relocs",
    "memory",
  ]);
  const statements = assignments
    .split(";")
    .filter((statement) => kept.has(statement.slice(0, Math.max(0, statement.indexOf("=")))));
  for (const statement of statements) {
    const name = /wasmExports\["([^"]+)"\]/.exec(statement)?.[1];
    if (name) exports.add(name);
  }
  let source = `${head}var ${[...kept].join(",")};function assignWasmExports(wasmExports){${statements.join(";")}${after}`;
  for (const { find, put, all } of patches) {
    if (!source.includes(find)) throw new RangeError(`lean.js: expected ${find.slice(0, 60)}, got none`);
    source = all ? source.split(find).join(put) : source.replace(find, () => put);
  }
  const [start, , end] = cut(source, 'var lean_path=process.env["LEAN_PATH"]', "}else{function mkdirSafe");
  return { source: `${start}__host.mount(FS,NODEFS)${end}`, exports };
}
