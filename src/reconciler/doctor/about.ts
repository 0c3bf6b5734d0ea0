import { CHECK_VERDICTS, type Checked, type CheckVerdict } from "../../model/checked.ts";

/** What else is to be said of a check. */
export type More = Pick<Checked, "detail" | "wayOut">;

/** One function for each verdict about the same thing. */
export type About = Readonly<Record<CheckVerdict, (summary: string, more?: More) => Checked>>;

/** Says how one thing is: `about("clock").ok("in step")`. */
export function about(name: string, subject?: string): About {
  const says =
    (verdict: CheckVerdict) =>
    (summary: string, more: More = {}): Checked => ({
      name,
      ...(subject === undefined ? {} : { subject }),
      verdict,
      summary,
      ...more,
    });
  // One entry for each verdict there is.
  return Object.fromEntries(CHECK_VERDICTS.map((verdict) => [verdict, says(verdict)])) as About;
}

/** A number and its noun, `1 contact`, `1,277 contacts`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
