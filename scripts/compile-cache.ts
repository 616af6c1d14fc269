import { enableCompileCache } from "node:module";

/** Loaded before a command: what Node has compiled once, it need not compile again; threads and children share it. */
const CACHE = new URL("../node_modules/.cache/node", import.meta.url).pathname;
process.env.NODE_COMPILE_CACHE ??= CACHE;
enableCompileCache(process.env.NODE_COMPILE_CACHE);
