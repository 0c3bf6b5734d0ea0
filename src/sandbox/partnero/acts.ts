import * as customers from "./acts/customers.ts";
import * as friends from "./acts/friends.ts";
import * as office from "./acts/office.ts";
import * as partners from "./acts/partners.ts";
import { paysOut, sells } from "./acts/sales.ts";
import * as subscribers from "./acts/subscribers.ts";
import type { Program } from "./program.ts";

/** What happens in a program beyond the reach of its API, in one list: the first argument is the program. */
export const PARTNERO_ACTS = {
  partnerJoins: partners.partnerJoins,
  approves: partners.approves,
  rejects: partners.rejects,
  suspends: partners.suspends,
  archives: partners.archives,
  restores: partners.restores,
  deletes: partners.deletes,
  marksDeleted: partners.marksDeleted,
  hasStatus: partners.hasStatus,
  tags: partners.tags,
  changesEmail: partners.changesEmail,
  changesName: partners.changesName,
  changesId: partners.changesId,
  isClicked: partners.isClicked,
  sells,
  paysOut,
  customerSignsUp: customers.customerSignsUp,
  customerChangesEmail: customers.customerChangesEmail,
  customerChangesKey: customers.customerChangesKey,
  tagsCustomer: customers.tagsCustomer,
  suspendsCustomer: customers.suspendsCustomer,
  approvesCustomer: customers.approvesCustomer,
  deletesCustomer: customers.deletesCustomer,
  removesCustomer: customers.removesCustomer,
  friendSignsUp: friends.friendSignsUp,
  friendChangesEmail: friends.friendChangesEmail,
  deletesFriend: friends.deletesFriend,
  subscribes: subscribers.subscribes,
  consents: subscribers.consents,
  subscriberChangesEmail: subscribers.subscriberChangesEmail,
  subscriberHasStatus: subscribers.subscriberHasStatus,
  deletesSubscriber: subscribers.deletesSubscriber,
  submitsLead: office.submitsLead,
  requestsPayout: office.requestsPayout,
} as const;

type Acts = typeof PARTNERO_ACTS;

type Bound<Act> = Act extends (program: Program, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

/** The acts of one program. */
export type ProgramActs = { readonly [Name in keyof Acts]: Bound<Acts[Name]> };

/** Any act, before anybody looks at what it takes. */
export type OpenAct = (program: Program, ...rest: never[]) => unknown;

/** Hands the program to every act. */
export function actsOf(program: Program): ProgramActs {
  const table: Readonly<Record<string, OpenAct>> = PARTNERO_ACTS;
  const bound = Object.entries(table).map(([name, act]) => [name, (...rest: never[]) => act(program, ...rest)]);
  // The names are the table's, and Object.fromEntries forgets them.
  return Object.fromEntries(bound) as ProgramActs;
}
