import { z } from "zod";
import { UNSEEN } from "../printable.ts";

/** Text that is shown: no control characters, and none that turn its direction around, so that it reads as it is. */
export const shownText = z
  .string("a text")
  .regex(new RegExp(`^[^${UNSEEN}]*$`, "u"), "text on one line, without control characters");

/** The same over any number of lines. */
export const shownLines = z
  .string("a text")
  .regex(new RegExp(`^(?:[\n\t]|[^${UNSEEN}])*$`, "u"), "text without control characters");
