/** What no public evidence settles, or what changed with the years: each can be switched. */
export interface Quirks {
  /** A batch row with `status_if_new` brings an archived contact back and counts as created (one report; the dangerous reading). */
  readonly archivedRevivedByStatusIfNewInBatch: boolean;
  /** `tags` on PUT and PATCH are applied; for years they were ignored in silence. */
  readonly tagsAppliedByPut: boolean;
  /** Tags that differ in case alone are two tags. */
  readonly tagCaseSensitive: boolean;
  /** A second tag of the same name is refused (recorded 2024); in 2017 it was answered 200. */
  readonly duplicateTagNameRefused: boolean;
  /** Only a subscribed contact may get another address (the refusal stands in five clients, 2017 to 2026). */
  readonly renamesSubscribedAlone: boolean;
  /** Addresses at example.com and the like "look fake or invalid". */
  readonly fakeAddressRule: boolean;
  /** GET members without `status` shows archived contacts too. */
  readonly archivedListedByDefault: boolean;
  /** Interests an audience can have. */
  readonly groupLimit: number;
  /** Conditions a saved segment can have. */
  readonly conditionLimit: number;
  /** Merge fields an audience can have, by the account's plan. */
  readonly mergeFieldLimit: number;
  /** A webhook's URL must answer a GET with 200 before it is stored. */
  readonly webhookUrlCheck: boolean;
  /** Simultaneous connections of one user. */
  readonly connectionLimit: number;
  /** Words of `type` in a problem: since 2021, or before. */
  readonly problemType: string;
  /** Language of messages: real accounts answer in the language of the account. */
  readonly language: "en" | "de";
}

/** What the service does today, as far as anybody has seen it. */
export const TODAY: Quirks = {
  archivedRevivedByStatusIfNewInBatch: true,
  tagsAppliedByPut: false,
  tagCaseSensitive: false,
  duplicateTagNameRefused: true,
  renamesSubscribedAlone: true,
  fakeAddressRule: true,
  archivedListedByDefault: false,
  groupLimit: 60,
  conditionLimit: 10,
  mergeFieldLimit: 30,
  webhookUrlCheck: false,
  connectionLimit: 10,
  problemType: "https://mailchimp.com/developer/marketing/docs/errors/",
  language: "en",
};
