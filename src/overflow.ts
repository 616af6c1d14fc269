/** Whether a parser called itself too often: its input nests more deeply than its stack. */
export function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}
