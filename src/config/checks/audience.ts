import { type Check, wrong } from "./check.ts";

const UNNAMED = { code: "audience-unnamed", summary: "No audience is named" };
const TWICE = { code: "audience-named-twice", summary: "The audience is named twice" };

/** An audience is meant by its id or by its name, and not by both. */
export const audienceNamedOnce: Check = ({ audience }) => {
  if (audience === undefined) return [];
  const { id, name } = audience;
  if (id === undefined && name === undefined) {
    return [wrong(UNNAMED, "Say which audience is meant: `id: …` or `name: …`.", ["audience"], "key")];
  }
  if (id === undefined || name === undefined) return [];
  const detail =
    "It is found by its `id` or by its `name`, not by both. Keep the `id`, and to make sure of the name write `expect: { name: … }`.";
  return [wrong(TWICE, detail, ["audience", "name"], "key")];
};
