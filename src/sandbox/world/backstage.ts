import type { JsonObject } from "../json.ts";

/** An operation of a batch: a request to be carried out later. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
  readonly operationId: string | null;
}

/** A batch of operations and what came of it. */
export interface Batch {
  readonly id: string;
  status: "pending" | "preprocessing" | "started" | "finalizing" | "finished";
  readonly operations: readonly Operation[];
  results: JsonObject[];
  total: number;
  errored: number;
  readonly submittedAt: string;
  completedAt: string;
}

/** A hook told when a batch is done. */
export interface BatchWebhook {
  readonly id: string;
  url: string;
  enabled: boolean;
  readonly secret: string;
}

/** What users of an account can be; only the first three may change an audience. */
export type Role = "owner" | "admin" | "manager" | "author" | "viewer";

/** What belongs to the account and to no audience. */
export class Backstage {
  /** What the user of the key is. */
  role: Role = "owner";
  readonly batches = new Map<string, Batch>();
  readonly batchWebhooks = new Map<string, BatchWebhook>();
  readonly exports: JsonObject[] = [];
  readonly campaigns: JsonObject[] = [];
  readonly automations: JsonObject[] = [];

  clear(): void {
    this.role = "owner";
    this.batches.clear();
    this.batchWebhooks.clear();
    this.exports.length = 0;
    this.campaigns.length = 0;
    this.automations.length = 0;
  }
}
