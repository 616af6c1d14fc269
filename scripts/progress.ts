import type { WriteStream } from "node:tty";
import { printable } from "../src/printable.ts";

/** Shows that long work is alive: on a terminal one line that changes, elsewhere one plain line for each finished step. */
export interface Progress {
  /** says what is being done now */
  readonly step: (doing: string) => void;
  /** says what was done, and keeps it on its own line, with the seconds since the previous `done` */
  readonly done: (what: string) => void;
}

/** Progress on a stream, standard error unless told. Where the stream is no terminal, `step` prints nothing. */
export function progress(stream: WriteStream = process.stderr): Progress {
  const clear = stream.isTTY ? "\r\u001b[2K" : "";
  let since = performance.now();
  return {
    step: (doing) => void (stream.isTTY && stream.write(`${clear}${printable(doing)} …`)),
    done: (what) => {
      const seconds = ((performance.now() - since) / 1000).toFixed(1);
      since = performance.now();
      stream.write(`${clear}${printable(what)} (${seconds} s)\n`);
    },
  };
}
