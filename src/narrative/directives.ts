import type { Directive } from "./directive.ts";
import { answer, sure } from "./directives/answer.ts";
import { cite } from "./directives/cite.ts";
import { claim } from "./directives/claim.ts";
import { commentary } from "./directives/commentary.ts";
import { count } from "./directives/count.ts";
import { least, most } from "./directives/extreme.ts";
import { figure } from "./directives/figure.ts";
import { list } from "./directives/list.ts";
import { name } from "./directives/name.ts";
import { note } from "./directives/note.ts";
import { proportion } from "./directives/proportion.ts";
import { reason } from "./directives/reason.ts";
import { sign } from "./directives/sign.ts";
import { study } from "./directives/study.ts";
import { value } from "./directives/value.ts";
import { when } from "./directives/when.ts";

/** Every directive of the narrative by name. A new one is a file in `directives/` and a line here. */
export const DIRECTIVES: Readonly<Record<string, Directive>> = {
  answer,
  cite,
  claim,
  commentary,
  count,
  figure,
  least,
  list,
  most,
  name,
  note,
  proportion,
  reason,
  sign,
  study,
  sure,
  value,
  when,
};
