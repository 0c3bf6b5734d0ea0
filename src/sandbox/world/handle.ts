import { derivedId } from "../identity.ts";
import type { JsonObject, OpenObject } from "../json.ts";
import type { FieldSpec } from "../lists/default-fields.ts";
import { addField, DEFAULT_FIELDS } from "../lists/default-fields.ts";
import { noteChange } from "../members/revising.ts";
import { tag, tagNamed, untag } from "../members/tagging.ts";
import { dropSegment, newSegment } from "../segments/segments.ts";
import { Acts } from "./acts.ts";
import type { InterestCategory, MergeField, Segment, Webhook } from "./audience.ts";
import { Audience } from "./audience.ts";
import type { Member, MergeValue } from "./member.ts";
import type { MemberSeed } from "./seed.ts";
import { planted } from "./seed.ts";
import type { MemberView } from "./view.ts";
import { viewOf } from "./view.ts";
import type { World } from "./world.ts";

/** An audience as tests and seeds declare it. */
export interface AudienceSpec {
  readonly id?: string;
  readonly name?: string;
  readonly doubleOptin?: boolean;
  readonly marketingPermissions?: boolean;
  /** Without the usual FNAME, LNAME, ADDRESS, PHONE. */
  readonly bare?: boolean;
  readonly mergeFields?: readonly FieldSpec[];
  readonly tags?: readonly string[];
}

/** The hand of tests and seeds on one audience: what a marketer does in the web application, and a view of what stands. */
export class Handle {
  readonly id: string;
  readonly audience: Audience;
  /** What single persons do: confirm, opt out, complain, bounce, change their address. */
  readonly acts: Acts;
  readonly #world: World;

  constructor(world: World, audience: Audience) {
    this.id = audience.id;
    this.audience = audience;
    this.acts = new Acts(world, audience);
    this.#world = world;
  }

  get name(): string {
    return String(this.audience.setting("name") ?? "");
  }

  get size(): number {
    return this.audience.roster.size;
  }

  /** Adds a merge field, as in the web application. */
  mergeField(spec: FieldSpec): MergeField {
    return addField(this.audience, spec);
  }

  /** Deletes a merge field with all its values. */
  dropMergeField(tag: string): void {
    const field = this.audience.fieldOf(tag);
    if (field === undefined) return;
    this.audience.fields.splice(this.audience.fields.indexOf(field), 1);
    for (const member of this.audience.roster.all()) delete member.values[field.mergeId];
    this.audience.touchSchema();
  }

  /** Makes a tag, or finds it. */
  tag(name: string): Segment {
    return tagNamed(this.#world, this.audience, name);
  }

  /** Deletes a tag from everybody. */
  dropTag(name: string): void {
    const found = this.audience.tagOf(name, this.#world.quirks);
    if (found !== undefined) dropSegment(this.audience, found);
  }

  /** Saves a segment. */
  segment(name: string, match: "any" | "all", conditions: readonly JsonObject[]): Segment {
    return newSegment(this.#world, this.audience, name, { match, conditions });
  }

  /** Makes a group with its interests. */
  group(title: string, names: readonly string[], type = "checkboxes"): InterestCategory {
    const { audience } = this;
    const id = () => derivedId(10, "interest", audience.id, this.#world.nextNumber());
    const interests = names.map((name, index) => ({ id: id(), name, displayOrder: index + 1 }));
    const category = { id: id(), title, type, displayOrder: audience.categories.length, interests };
    audience.categories.push(category);
    audience.touchSchema();
    return category;
  }

  /** Adds a webhook; all events and the sources user and admin unless told. */
  webhook(url: string, events?: Record<string, boolean>, sources?: Record<string, boolean>): Webhook {
    const all = { subscribe: true, unsubscribe: true, profile: true, cleaned: true, upemail: true, campaign: true };
    const id = derivedId(10, "webhook", this.id, this.#world.nextNumber());
    const hook: Webhook = {
      id,
      url,
      events: events ?? all,
      sources: sources ?? { user: true, admin: true, api: false },
      secret: derivedId(32, "secret", id),
      enabled: true,
    };
    this.audience.webhooks.push(hook);
    return hook;
  }

  /** Adds members cheaply: nothing is checked, a member who is there is left alone. */
  add(seeds: Iterable<MemberSeed>): this {
    for (const seed of seeds) planted(this.#world, this.audience, seed);
    return this;
  }

  /** What stands for an address; archived ones too. */
  member(email: string): MemberView | undefined {
    const member = this.audience.roster.find(email);
    return member && viewOf(this.audience, member);
  }

  /** What stands, in order of arrival; archived ones too. */
  *members(): Generator<MemberView> {
    for (const member of this.audience.roster.all()) yield viewOf(this.audience, member);
  }

  /** A marketer edits fields by hand. */
  edit(email: string, values: Readonly<Record<string, MergeValue>>): void {
    this.#marketer(email, (member) => {
      for (const [name, value] of Object.entries(values)) {
        const field = this.audience.fieldOf(name);
        if (field !== undefined) member.values[field.mergeId] = value;
      }
    });
  }

  /** A marketer puts a tag on somebody. */
  tagMember(email: string, name: string): void {
    this.#marketer(email, (member) => tag(this.#world, member, this.tag(name)));
  }

  /** A marketer takes a tag from somebody. */
  untagMember(email: string, name: string): void {
    this.#marketer(email, (member) => untag(member, this.tag(name)));
  }

  /** A marketer marks somebody as VIP, or not. */
  vip(email: string, is = true): void {
    this.#marketer(email, (member) => {
      member.vip = is;
    });
  }

  /** An address that "has signed up to a lot of lists very recently". */
  tire(email: string): void {
    this.audience.tired.add(email.toLowerCase());
  }

  #marketer(email: string, edit: (member: Member) => void): void {
    const member = this.acts.member(email);
    edit(member);
    noteChange(this.#world, this.audience, member);
    this.#world.onHappening(this.audience, { type: "profile", actor: "admin", member });
  }
}

/** The hand on an audience, which is made when it is only declared. */
export function handleOf(world: World, from: Audience | AudienceSpec): Handle {
  if (from instanceof Audience) return new Handle(world, from);
  const audience = world.found(settingsOf(from), from.id);
  for (const field of from.bare === true ? [] : DEFAULT_FIELDS) addField(audience, field);
  const handle = new Handle(world, audience);
  for (const field of from.mergeFields ?? []) handle.mergeField(field);
  for (const name of from.tags ?? []) handle.tag(name);
  return handle;
}

function settingsOf(spec: AudienceSpec): OpenObject {
  return {
    name: spec.name ?? "Sandbox",
    contact: {
      company: "Sandbox",
      address1: "1 Example St",
      address2: "",
      city: "Exampletown",
      state: "EX",
      zip: "00000",
      country: "US",
      phone: "",
    },
    permission_reminder: "You signed up on our website.",
    campaign_defaults: { from_name: "Sandbox", from_email: "owner@sandbox.test", subject: "", language: "en" },
    double_optin: spec.doubleOptin ?? false,
    marketing_permissions: spec.marketingPermissions ?? false,
  };
}
