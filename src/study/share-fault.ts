/** What to say of a value that should be a share in [0, 1]. */
export function shareFault(name: string, value: unknown): { value: string; expected: string; todo: string } {
  const expected = "a share in [0, 1]";
  if (value === null || value === undefined || value === "") {
    return {
      value: `${name} is empty`,
      expected,
      todo: "Write the value, or leave the row out: what is missing is not zero.",
    };
  }
  const text = String(value);
  const x = Number(text);
  const todo =
    Number.isNaN(x) || text.trim() === ""
      ? "Write a decimal number, with a point; leave out what could not be measured."
      : x > 1 && x <= 100
        ? "If these are percentages, divide the column by 100."
        : x < 0 && name !== "accuracy"
          ? "If these are logarithms, write exp of the column."
          : "Correct the value.";
  return { value: `${name} is ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`, expected, todo };
}
