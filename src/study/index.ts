export * from "./design.ts";
export * from "./load-study.ts";
export * from "./study.ts";
