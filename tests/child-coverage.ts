// `npm run coverage` counts what runs in the processes that tests start, too: Node writes it where this variable names. Code that
// comes from a compile cache would be counted by whole functions only.
if (process.env.CHILD_COVERAGE !== undefined) {
  process.env.NODE_V8_COVERAGE = process.env.CHILD_COVERAGE;
  process.env.NODE_DISABLE_COMPILE_CACHE = "1";
}
