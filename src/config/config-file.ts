// Made from the schema of the configuration file by `npm run schema`. Do not edit.

export interface ConfigFile {
  version: 1;
  audience: {
    id?: string;
    name?: string;
    expect?: {
      name?: string;
    };
  };
  sources?: {
    [k: string]: {
      type: "csv" | "ndjson" | "partnero";
      resource?: "partners" | "customers" | "referral-customers" | "subscribers";
      keyFrom?: string;
      path?: string;
      email?: string;
      columns?: {
        [k: string]: "text" | "number" | "boolean" | "date" | "datetime" | "list" | "address";
      };
      delimiter?: string;
    };
  };
  mergeFields?: {
    [k: string]: {
      tag?: string;
      name?: string;
      type?:
        | "text"
        | "number"
        | "address"
        | "phone"
        | "date"
        | "url"
        | "imageurl"
        | "radio"
        | "dropdown"
        | "birthday"
        | "zip";
      required?: boolean;
      public?: boolean;
      defaultValue?: string;
      helpText?: string;
      order?: number;
      choices?: string[];
      dateFormat?: "MM/DD/YYYY" | "DD/MM/YYYY" | "MM/DD" | "DD/MM";
      phoneFormat?: "US" | "international";
      defaultCountry?: number;
      size?: number;
      previously?: string[];
      protected?: boolean;
      value?: unknown;
      write?: "always" | "if_empty" | "create_only";
      empty?: "clear" | "keep";
    };
  };
  tags?: {
    [k: string]: {
      when?: unknown;
      value?: unknown;
      quiet?: boolean;
      previously?: string[];
      protected?: boolean;
    };
  };
  groups?: {
    [k: string]: {
      type: "checkboxes" | "dropdown" | "radio" | "hidden";
      previously?: string[];
      protected?: boolean;
      order?: number;
      interests: {
        [k: string]: {
          when?: unknown;
          order?: number;
          previously?: string[];
          protected?: boolean;
        };
      };
    };
  };
  segments?: {
    [k: string]: {
      when?: unknown;
      match?: "all" | "any";
      conditions?: {
        condition_type:
          | "TextMerge"
          | "SelectMerge"
          | "DateMerge"
          | "BirthdayMerge"
          | "AddressMerge"
          | "ZipMerge"
          | "EmailAddress"
          | "StaticSegment"
          | "FuzzySegment"
          | "Interests"
          | "Date"
          | "NewSubscribers"
          | "Language"
          | "MemberRating"
          | "SignupSource"
          | "VIP"
          | "EmailClient"
          | "Aim"
          | "Automation"
          | "CampaignPoll"
          | "Conversation"
          | "SurveyMonkey"
          | "EcommCategory"
          | "EcommNumber"
          | "EcommSpent"
          | "EcommPurchased"
          | "EcommStore"
          | "GoalActivity"
          | "GoalTimestamp"
          | "IPGeoCountryState"
          | "IPGeoIn"
          | "IPGeoInZip"
          | "IPGeoZip"
          | "IPGeoUnknown"
          | "SocialAge"
          | "SocialGender"
          | "SocialInfluence"
          | "SocialNetworkMember"
          | "SocialNetworkFollow"
          | "PredictedGender"
          | "PredictedAge";
        field: string;
        op: string;
        value?: unknown;
        extra?: string | number | boolean;
        addr?: string | number | boolean;
        lat?: string | number | boolean;
        lng?: string | number | boolean;
      }[];
      previously?: string[];
      protected?: boolean;
    };
  };
  events?: {
    [k: string]: {
      when: unknown;
      properties?: {
        [k: string]: unknown;
      };
      occurredAt?: unknown;
      again?: string;
    };
  };
  automations?: {
    [k: string]: {
      startsOn: {
        tag?: string;
        event?: string[];
      };
      limit?: number;
    };
  };
  webhooks?: {
    url: string;
    events: ("subscribe" | "unsubscribe" | "profile" | "cleaned" | "upemail" | "campaign")[];
    sources: ("user" | "admin" | "api")[];
    loop?: "allowed";
    protected?: boolean;
  }[];
  sync?: {
    identity: string[];
    include?: unknown;
    newContacts:
      | ("subscribed" | "pending" | "transactional" | "skip")
      | {
          when?: unknown;
          status: "subscribed" | "pending" | "transactional" | "skip";
        }[];
    lastAddress?: string;
    addressChanges?: "source";
    leavers?: "keep" | "untag" | "archive";
    duplicates?: "error" | "first" | "last";
  };
  limits?: {
    [k: string]:
      | number
      | string
      | {
          count?: number;
          share?: string;
        };
  };
  undeclared?: {
    mergeFields?: "ignore" | "report" | "delete";
    groups?: "ignore" | "report" | "delete";
    interests?: "ignore" | "report" | "delete";
    tags?: "ignore" | "report" | "delete";
    segments?: "ignore" | "report" | "delete";
    webhooks?: "ignore" | "report" | "delete";
  };
  ignore?: {
    mergeFields?: string[];
    groups?: string[];
    interests?: string[];
    tags?: string[];
    segments?: string[];
    webhooks?: string[];
  };
  removed?: {
    mergeField?: string;
    group?: string;
    interest?: string;
    tag?: string;
    segment?: string;
    webhook?: string;
    reason?: string;
    fromContacts?: boolean;
  }[];
  environments?: {
    [k: string]: {
      audience?: {
        [k: string]: unknown;
      } | null;
      sources?: {
        [k: string]: unknown;
      } | null;
      mergeFields?: {
        [k: string]: unknown;
      } | null;
      tags?: {
        [k: string]: unknown;
      } | null;
      groups?: {
        [k: string]: unknown;
      } | null;
      segments?: {
        [k: string]: unknown;
      } | null;
      events?: {
        [k: string]: unknown;
      } | null;
      automations?: {
        [k: string]: unknown;
      } | null;
      webhooks?: unknown[] | null;
      sync?: {
        [k: string]: unknown;
      } | null;
      limits?: {
        [k: string]: unknown;
      } | null;
      undeclared?: {
        [k: string]: unknown;
      } | null;
      ignore?: {
        [k: string]: unknown;
      } | null;
      removed?: unknown[] | null;
    } | null;
  };
  tests?: {
    name: string;
    given: {
      [k: string]: {
        [k: string]: unknown;
      };
    };
    live?:
      | "none"
      | {
          status?: "subscribed" | "unsubscribed" | "cleaned" | "pending" | "transactional" | "archived";
          tags?: string[];
          groups?: {
            [k: string]: string[];
          };
          mergeFields?: {
            [k: string]: unknown;
          };
        };
    now?: string;
    expect: {
      included?: boolean;
      status?: "subscribed" | "pending" | "transactional" | "skip";
      tags?: string[];
      notTags?: string[];
      groups?: {
        [k: string]: string[];
      };
      notGroups?: {
        [k: string]: string[];
      };
      mergeFields?: {
        [k: string]: unknown;
      };
    };
  }[];
}
