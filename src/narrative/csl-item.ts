import { z } from "zod";

const name = z.union([
  z.strictObject({ family: z.string().min(1), given: z.string().min(1).optional() }),
  z.strictObject({ literal: z.string().min(1) }),
]);

/** One source in CSL-JSON: what this project asks of it; any further variable of CSL may stand beside, as text or number. */
export const cslItemSchema = z
  .object({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "a key such as spearman-1904"),
    type: z.string().regex(/^[a-z]+([-_][a-z]+)*$/, "a type of CSL such as article-journal"),
    title: z.string().min(1),
    author: z.array(name).min(1),
    editor: z.array(name).min(1).optional(),
    issued: z.strictObject({ "date-parts": z.tuple([z.tuple([z.number().int()], z.number().int())]) }).optional(),
    URL: z.url().optional(),
    DOI: z.string().startsWith("10.").optional(),
  })
  .catchall(z.union([z.string(), z.number()]));

export type CslItem = z.infer<typeof cslItemSchema>;
