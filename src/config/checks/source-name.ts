import { namesOf } from "../draft.ts";
import { type Check, wrong } from "./check.ts";

const RESERVED = ["all", "any", "not", "tag", "group", "contact", "live", "now"];
const RESERVED_NAME = { code: "source-reserved", summary: "Reserved name for a source" };
const ILLEGAL_NAME = { code: "source-name", summary: "Not a name for a source" };
const SHARED_NAME = { code: "source-named-as-field", summary: "A source and a merge field have one name" };

/** Words of the condition language are no names of sources. */
export const sourceNameReserved: Check = ({ sources }) =>
  namesOf(sources)
    .filter((name) => RESERVED.includes(name))
    .map((name) => {
      const detail = `In a rule \`${name}\` means something of its own. Call the source by what its records are, such as \`partner\`.`;
      return wrong(RESERVED_NAME, detail, ["sources", name], "key");
    });

/** A rule reads a name up to the first dot. */
export const sourceNameLegal: Check = ({ sources }) =>
  namesOf(sources)
    .filter((name) => !/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name))
    .map((name) => {
      const detail = `${JSON.stringify(name)} cannot be written in a rule. A name starts with a letter and has letters, digits, \`_\` and \`-\` alone.`;
      return wrong(ILLEGAL_NAME, detail, ["sources", name], "key");
    });

/** A rule could not tell which of the two is meant. */
export const sourceNameIsNoField: Check = ({ sources, mergeFields }) =>
  namesOf(sources)
    .filter((name) => namesOf(mergeFields).includes(name))
    .map((name) => {
      const detail = `In a rule \`${name}\` could be the source or the merge field. Rename the source.`;
      return wrong(SHARED_NAME, detail, ["sources", name], "key");
    });
