const COMPARED = ["is", "not", "contains", "notcontain", "starts", "ends", "greater", "less"];
const BLANK = ["blank", "blank_not"];

/** What a condition type allows: its operators, and its fields where these are fixed. */
interface ConditionType {
  readonly ops: readonly string[];
  readonly fields?: readonly string[];
}

/** Condition types of a regular segment (spec 3.0.55; the same in 2026). There is none for events. */
export const CONDITION_TYPES: Readonly<Record<string, ConditionType>> = {
  TextMerge: { ops: [...COMPARED, ...BLANK] },
  SelectMerge: { ops: ["is", "not", "contains", "notcontain", ...BLANK] },
  DateMerge: { ops: ["is", "not", "less", "greater", ...BLANK] },
  // "starts" and "ends" come from the web application (recorded).
  BirthdayMerge: { ops: ["is", "not", "starts", "ends", ...BLANK] },
  AddressMerge: { ops: ["contains", "notcontain", ...BLANK] },
  ZipMerge: { ops: ["geoin"] },
  EmailAddress: { ops: COMPARED, fields: ["merge0", "EMAIL"] },
  StaticSegment: { ops: ["static_is", "static_not"], fields: ["static_segment"] },
  FuzzySegment: { ops: ["fuzzy_is", "fuzzy_not"], fields: ["fuzzy_segment"] },
  Interests: { ops: ["interestcontains", "interestcontainsall", "interestnotcontains"] },
  Date: {
    ops: ["greater", "less", "is", "not", ...BLANK, "within", "notwithin"],
    fields: ["timestamp_opt", "info_changed", "ecomm_date"],
  },
  NewSubscribers: { ops: ["date_within"], fields: ["timestamp_opt"] },
  Language: { ops: ["is", "not"], fields: ["language"] },
  MemberRating: { ops: ["is", "not", "greater", "less"], fields: ["rating"] },
  SignupSource: { ops: ["source_is", "source_not"], fields: ["source"] },
  VIP: { ops: ["member", "notmember"], fields: ["gmonkey"] },
  EmailClient: { ops: ["client_is", "client_not"], fields: ["email_client"] },
  Aim: { ops: ["open", "click", "sent", "noopen", "noclick", "nosent"], fields: ["aim"] },
  Automation: { ops: ["started", "completed", "not_started", "not_completed"], fields: ["automation"] },
  CampaignPoll: { ops: ["member", "notmember"], fields: ["poll"] },
  Conversation: { ops: ["member", "notmember"], fields: ["conversation"] },
  SurveyMonkey: { ops: ["started", "completed", "not_started", "not_completed"], fields: ["survey_monkey"] },
  EcommCategory: {
    ops: ["is", "not", "contains", "notcontain", "starts", "ends"],
    fields: ["ecomm_cat", "ecomm_prod"],
  },
  EcommNumber: {
    ops: ["is", "not", "greater", "less"],
    fields: ["ecomm_spent_avg", "ecomm_orders", "ecomm_prod_all", "ecomm_avg_ord"],
  },
  EcommSpent: { ops: ["greater", "less"], fields: ["ecomm_spent_one", "ecomm_spent_all"] },
  EcommPurchased: { ops: ["member", "notmember"], fields: ["ecomm_purchased"] },
  EcommStore: { ops: ["is", "not"], fields: ["ecomm_store"] },
  GoalActivity: { ops: ["is", "goal_not", "contains", "goal_notcontain", "starts", "ends"], fields: ["goal"] },
  GoalTimestamp: { ops: ["greater", "less", "is"], fields: ["goal_last_visited"] },
  IPGeoCountryState: { ops: ["ipgeocountry", "ipgeonotcountry", "ipgeostate", "ipgeonotstate"], fields: ["ipgeo"] },
  IPGeoIn: { ops: ["ipgeoin", "ipgeonotin"], fields: ["ipgeo"] },
  IPGeoInZip: { ops: ["ipgeoinzip"], fields: ["ipgeo"] },
  IPGeoZip: { ops: ["ipgeoiszip", "ipgeonotzip"], fields: ["ipgeo"] },
  IPGeoUnknown: { ops: ["ipgeounknown"], fields: ["ipgeo"] },
  SocialAge: { ops: ["is", "not"], fields: ["social_age"] },
  SocialGender: { ops: ["is", "not"], fields: ["social_gender"] },
  SocialInfluence: { ops: ["is", "not", "greater", "less"], fields: ["social_influence"] },
  SocialNetworkMember: { ops: ["member", "notmember"], fields: ["social_network"] },
  SocialNetworkFollow: { ops: ["follow", "notfollow"], fields: ["social_network"] },
  PredictedGender: { ops: ["is", "not"], fields: ["predicted_gender"] },
  PredictedAge: { ops: ["is"], fields: ["predicted_age_range"] },
};

/** Merge-field conditions by the type of the field they are about. */
export const OF_FIELD_TYPE: Readonly<Record<string, string>> = {
  text: "TextMerge",
  number: "TextMerge",
  phone: "TextMerge",
  url: "TextMerge",
  imageurl: "TextMerge",
  dropdown: "SelectMerge",
  radio: "SelectMerge",
  date: "DateMerge",
  birthday: "BirthdayMerge",
  address: "AddressMerge",
  zip: "TextMerge",
};
