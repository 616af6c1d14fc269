/**
 * Has Ctrl-C and a request to end clean up, tell how things stand, and leave with the status of the signal. To be called
 * before there is anything that a signal could leave behind.
 *
 * @param clean removes what is half-made; synchronous, for nothing runs after it
 * @param outcome what is true then, as in `stopped by SIGINT; OUTCOME`
 * @returns what gives the signals back, when there is nothing left to clean up
 */
export function onStopSignal(clean: () => void, outcome: string): () => void {
  const stop = (signal: NodeJS.Signals) => {
    clean();
    console.error(`\nstopped by ${signal}; ${outcome}`);
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  return () => void process.off("SIGINT", stop).off("SIGTERM", stop);
}
