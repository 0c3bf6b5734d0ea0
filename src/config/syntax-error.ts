import type { ErrorCode } from "yaml";

export type SyntaxCode = ErrorCode;

interface SyntaxError {
  readonly code: string;
  readonly summary: string;
  readonly detail: string;
}

/** What each of the parser's errors means to somebody who writes a configuration, and the way out. */
export const SYNTAX_ERRORS: Readonly<Record<SyntaxCode, SyntaxError>> = {
  TAB_AS_INDENT: {
    code: "yaml-tab",
    summary: "A tab is used for indentation",
    detail: "YAML knows spaces alone for indentation. Replace the tab by spaces, two for each level.",
  },
  DUPLICATE_KEY: {
    code: "yaml-duplicate-key",
    summary: "A key stands twice in one mapping",
    detail: "Only one of the two could count. Take one out, or merge what they say.",
  },
  MULTIPLE_DOCS: {
    code: "yaml-several-documents",
    summary: "The file holds several YAML documents",
    detail:
      "A configuration is one document. Take out the line `---`, or keep the documents in files of their own; for staging and production there is `environments`.",
  },
  TAG_RESOLVE_FAILED: {
    code: "yaml-tag",
    summary: "A YAML tag is not understood",
    detail:
      "Types written with an exclamation mark have no meaning in a configuration. If the text itself starts with one, put it in quotes.",
  },
  BAD_INDENT: {
    code: "yaml-indentation",
    summary: "The indentation does not fit",
    detail:
      "Keys of one mapping and items of one list must start in the same column. Compare this line with the ones above it.",
  },
  BLOCK_AS_IMPLICIT_KEY: syntax(
    "A key and its value stand where no mapping can start. A text that holds a colon and a blank needs quotes; a nested mapping needs a line of its own, or braces.",
  ),
  BLOCK_IN_FLOW: syntax("Inside brackets or braces, entries are parted by commas. One is missing here or hereabouts."),
  MISSING_CHAR: syntax(
    "Something is not closed or not finished before this: a quote, a bracket, a brace, or the colon after a key (with a blank behind it).",
  ),
  UNEXPECTED_TOKEN: syntax(
    "This cannot stand here. Look for a bracket, a comma or a quote too many or too few just before it.",
  ),
  BAD_SCALAR_START: syntax("A text cannot start with this character unless it stands in quotes."),
  BAD_DQ_ESCAPE: syntax(
    "In double quotes the backslash starts an escape, and this one does not exist. Double the backslash, or use single quotes.",
  ),
  MULTILINE_IMPLICIT_KEY: syntax(
    "A key must stand on one line and be followed by a colon and a blank. Perhaps the colon is missing.",
  ),
  KEY_OVER_1024_CHARS: syntax("A key is longer than 1,024 characters. Perhaps a quote is not closed."),
  ALIAS_PROPS: syntax(
    "An alias (`*name`) takes the value as it stands: it can have neither an anchor nor a tag of its own.",
  ),
  BAD_ALIAS: syntax(
    "An alias or anchor (`*name`, `&name`) has a name that YAML does not allow. A text that starts with `*` or `&` needs quotes.",
  ),
  MULTIPLE_ANCHORS: syntax("One value has two anchors (`&name`). Keep one."),
  MULTIPLE_TAGS: syntax("One value has two tags (`!name`). Take them out."),
  BAD_DIRECTIVE: syntax(
    "A line that starts with `%` is a directive to the YAML parser, and this one is unknown. Take it out.",
  ),
  BAD_PROP_ORDER: syntax(
    "An anchor (`&name`) stands in the wrong place: it goes directly before its value, after the key and its colon.",
  ),
  NON_STRING_KEY: syntax("A key must be text."),
  BAD_COLLECTION_TYPE: syntax("A YAML tag says another type than the value has. Take the tag out."),
  IMPOSSIBLE: syntax("YAML cannot be read here."),
  RESOURCE_EXHAUSTION: syntax("Brackets or mappings are nested too deeply to be a configuration."),
};

/** A bracket or brace of which the end is missing; the parser notices where the next thing starts. */
export function notClosed(bracket: string): SyntaxError {
  return syntax(
    `A \`${bracket}\` is missing here or before: something is opened that is never closed. Count the brackets and braces in this line and the ones above it.`,
  );
}

function syntax(detail: string): SyntaxError {
  return { code: "yaml-syntax", summary: "This is not valid YAML", detail };
}
