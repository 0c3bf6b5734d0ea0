/**
 * Where real traffic itself is not as the document of July 2021 says, or has moved on since: in nothing else may a
 * request or an answer differ. A pattern is held against the whole sentence.
 */
const DEVIATIONS: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^PUT \S+ body: .*'(status_if_new|email_address)'$/, "258 PUTs without them were accepted (recorded)"],
  [
    /^POST \/lists\/\{list_id\} body: \/members\/\d+ .*"(tags|status_if_new)"/,
    "rows of a batch carry both (docs of 2022 and 2026)",
  ],
  [
    /^P\w+ \S+ body: \/options\/conditions\/\d+ is none of these: .*"BirthdayMerge".*"op":"(starts|ends)"/,
    "the web application has these, and what it made is read back so (recorded)",
  ],
  [
    /^PATCH \S+\/segments\/\{segment_id\} body: \/options\/conditions\/\d+ must be array$/,
    "a slip of the document, which has a list of lists here and in POST a list",
  ],
  [/^GET \/nowhere\//, "a test's base URL leads nowhere, so that all of its requests do"],
  [/^\S+ \S+ 4\d\d .*property 'type'$/, "three problems have no `type` since 2021 (recorded)"],
  [
    / 200 \/\S*\/(campaign_last_sent|last_unsub_date|last_sub_date|completed_at) /,
    "an unset moment is an empty string (recorded)",
  ],
  [/ 200 \/\S*\/conditions\/\d+/, "conditions made in the web application have operators of their own (recorded)"],
  [
    / 200 \/updated_members\/\d+\/status /,
    "a member who stays archived is shown as such; the document knows no archived here",
  ],
  [/ 200 \/\S*\/subscriber_count /, "a string, as the document itself says of responses"],
];

/** Whether a disagreement is one of the known ones. */
export function isDeviation(found: string): boolean {
  return DEVIATIONS.some(([pattern]) => pattern.test(found));
}
