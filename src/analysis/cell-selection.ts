/** A selection of cells in words that a reader and a program can resolve: `metric=accuracy scale=400k stage=pretrain,sft benchmark=taxonomy`. */
export function cellSelection(parts: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  return Object.entries(parts)
    .flatMap(([key, value]) =>
      value === undefined ? [] : `${key}=${typeof value === "string" ? value : value.join(",")}`,
    )
    .join(" ");
}
