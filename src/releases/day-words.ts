const MONTHS = "January February March April May June July August September October November December".split(" ");

/** A day as readers write it, `24 November 2026`, from `2026-11-24`. */
export function dayWords(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[month! - 1]} ${year}`;
}
