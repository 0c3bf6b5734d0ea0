import type { MergeFieldType } from "../model/merge-field-type.ts";

/** What the value of a condition is. */
export type ValueKind =
  | "text"
  | "number"
  | "day"
  | "birthday"
  | "tag"
  | "interests"
  | "date"
  | "none"
  | readonly string[];

/** What Mailchimp takes in a condition of a type. */
export interface ConditionType {
  /** The fields that it can be about: merge fields of some types, a group's interests, or those listed. */
  readonly fields: readonly string[] | { readonly of: readonly MergeFieldType[] } | "interests";
  readonly ops: readonly string[];
  readonly value: ValueKind;
  /** What else must be said. */
  readonly needs?: readonly string[];
}

const COMPARED = ["is", "not", "contains", "notcontain", "starts", "ends", "greater", "less"];
const BLANK = ["blank", "blank_not"];
const MEMBER = ["member", "notmember"];
const PROGRESS = ["started", "completed", "not_started", "not_completed"];
const RANGE = ["is", "not", "greater", "less"];

/** Every type of condition that a regular segment can have. */
export const CONDITION_TYPES: Readonly<Record<string, ConditionType>> = {
  TextMerge: {
    fields: { of: ["text", "number", "phone", "url", "imageurl", "zip"] },
    ops: [...COMPARED, ...BLANK],
    value: "text",
  },
  SelectMerge: {
    fields: { of: ["dropdown", "radio"] },
    ops: ["is", "not", "contains", "notcontain", ...BLANK],
    value: "text",
  },
  DateMerge: { fields: { of: ["date"] }, ops: ["is", "not", "less", "greater", ...BLANK], value: "day" },
  // "starts" and "ends" are the web application's; it gives them a month.
  BirthdayMerge: {
    fields: { of: ["birthday"] },
    ops: ["is", "not", "starts", "ends", ...BLANK],
    value: "birthday",
  },
  AddressMerge: { fields: { of: ["address"] }, ops: ["contains", "notcontain", ...BLANK], value: "text" },
  ZipMerge: { fields: { of: ["address", "zip"] }, ops: ["geoin"], value: "text", needs: ["extra"] },
  EmailAddress: { fields: ["EMAIL", "merge0"], ops: COMPARED, value: "text" },
  StaticSegment: { fields: ["static_segment"], ops: ["static_is", "static_not"], value: "tag" },
  FuzzySegment: { fields: ["fuzzy_segment"], ops: ["fuzzy_is", "fuzzy_not"], value: "number" },
  Interests: {
    fields: "interests",
    ops: ["interestcontains", "interestcontainsall", "interestnotcontains"],
    value: "interests",
  },
  Date: {
    fields: ["timestamp_opt", "info_changed", "ecomm_date"],
    ops: ["greater", "less", "is", "not", ...BLANK, "within", "notwithin"],
    value: "date",
  },
  NewSubscribers: { fields: ["timestamp_opt"], ops: ["date_within"], value: "text" },
  Language: { fields: ["language"], ops: ["is", "not"], value: "text" },
  MemberRating: { fields: ["rating"], ops: RANGE, value: "number" },
  SignupSource: { fields: ["source"], ops: ["source_is", "source_not"], value: "text" },
  VIP: { fields: ["gmonkey"], ops: MEMBER, value: "none" },
  EmailClient: { fields: ["email_client"], ops: ["client_is", "client_not"], value: "text" },
  Aim: { fields: ["aim"], ops: ["open", "click", "sent", "noopen", "noclick", "nosent"], value: "text" },
  Automation: { fields: ["automation"], ops: PROGRESS, value: "text" },
  CampaignPoll: { fields: ["poll"], ops: MEMBER, value: "number" },
  Conversation: { fields: ["conversation"], ops: MEMBER, value: "text" },
  SurveyMonkey: { fields: ["survey_monkey"], ops: PROGRESS, value: "text" },
  EcommCategory: {
    fields: ["ecomm_cat", "ecomm_prod"],
    ops: ["is", "not", "contains", "notcontain", "starts", "ends"],
    value: "text",
  },
  EcommNumber: {
    fields: ["ecomm_spent_avg", "ecomm_orders", "ecomm_prod_all", "ecomm_avg_ord"],
    ops: RANGE,
    value: "number",
  },
  EcommSpent: { fields: ["ecomm_spent_one", "ecomm_spent_all"], ops: ["greater", "less"], value: "number" },
  EcommPurchased: { fields: ["ecomm_purchased"], ops: MEMBER, value: "none" },
  EcommStore: { fields: ["ecomm_store"], ops: ["is", "not"], value: "text" },
  GoalActivity: {
    fields: ["goal"],
    ops: ["is", "goal_not", "contains", "goal_notcontain", "starts", "ends"],
    value: "text",
  },
  GoalTimestamp: { fields: ["goal_last_visited"], ops: ["greater", "less", "is"], value: "text" },
  IPGeoCountryState: {
    fields: ["ipgeo"],
    ops: ["ipgeocountry", "ipgeonotcountry", "ipgeostate", "ipgeonotstate"],
    value: "text",
  },
  IPGeoIn: { fields: ["ipgeo"], ops: ["ipgeoin", "ipgeonotin"], value: "number", needs: ["addr", "lat", "lng"] },
  IPGeoInZip: { fields: ["ipgeo"], ops: ["ipgeoinzip"], value: "number", needs: ["extra"] },
  IPGeoZip: { fields: ["ipgeo"], ops: ["ipgeoiszip", "ipgeonotzip"], value: "number" },
  IPGeoUnknown: { fields: ["ipgeo"], ops: ["ipgeounknown"], value: "none" },
  SocialAge: { fields: ["social_age"], ops: ["is", "not"], value: ["18-24", "25-34", "35-54", "55+"] },
  SocialGender: { fields: ["social_gender"], ops: ["is", "not"], value: ["male", "female"] },
  SocialInfluence: { fields: ["social_influence"], ops: RANGE, value: "number" },
  SocialNetworkMember: {
    fields: ["social_network"],
    ops: MEMBER,
    value: [
      "twitter",
      "facebook",
      "linkedin",
      "flickr",
      "foursquare",
      "lastfm",
      "myspace",
      "quora",
      "vimeo",
      "yelp",
      "youtube",
    ],
  },
  SocialNetworkFollow: { fields: ["social_network"], ops: ["follow", "notfollow"], value: ["twitter_follow"] },
  PredictedGender: { fields: ["predicted_gender"], ops: ["is", "not"], value: ["male", "female"] },
  PredictedAge: {
    fields: ["predicted_age_range"],
    ops: ["is"],
    value: ["18-24", "25-34", "35-44", "45-54", "55-64", "65+"],
  },
};

/** The type of a condition: as given, else what its field and operator leave no doubt of. */
export function conditionTypeOf(
  given: string | undefined,
  field: string,
  op: string,
  fieldType: MergeFieldType | undefined,
): string | undefined {
  if (given !== undefined && given !== "") return given;
  const fits = Object.entries(CONDITION_TYPES).filter(([, { fields, ops }]) => {
    if (!ops.includes(op)) return false;
    if (fields === "interests") return field.startsWith("interests");
    return "of" in fields ? fieldType !== undefined && fields.of.includes(fieldType) : fields.includes(field);
  });
  return fits.length === 1 ? fits[0]?.[0] : undefined;
}

/** Whether an operator asks only whether there is a value. */
export function asksBlank(op: string): boolean {
  return BLANK.includes(op);
}
