const PAGE = 65_536;

/** Starts a module that `wasm.module` wrote. */
export function wasmInstance<Exports>(module: WebAssembly.Module | Uint8Array<ArrayBuffer>): Exports {
  const compiled = module instanceof WebAssembly.Module ? module : new WebAssembly.Module(module);
  return new WebAssembly.Instance(compiled).exports as unknown as Exports;
}

/** Makes a memory at least so long; views of it are to be made anew. */
export function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
}
