import { automationRoutes } from "./account/automations.ts";
import { batchWebhookRoutes } from "./account/batch-webhooks.ts";
import { batchRoutes } from "./account/batches.ts";
import { campaignRoutes } from "./account/campaigns.ts";
import { emptyRoutes } from "./account/empty-collections.ts";
import { exportRoutes } from "./account/exports.ts";
import { rootRoutes } from "./account/root.ts";
import { untendedRoutes } from "./account/untended.ts";
import type { Route } from "./http/route.ts";
import { growthRoutes } from "./lists/growth-history.ts";
import { interestCategoryRoutes } from "./lists/interest-categories.ts";
import { interestRoutes } from "./lists/interests.ts";
import { listRoutes } from "./lists/lists.ts";
import { mergeFieldRoutes } from "./lists/merge-fields.ts";
import { formRoutes } from "./lists/signup-forms.ts";
import { webhookRoutes } from "./lists/webhooks.ts";
import { batchMemberRoutes } from "./members/batch.ts";
import { eventRoutes } from "./members/events.ts";
import { noteRoutes } from "./members/notes.ts";
import { memberRoutes } from "./members/routes.ts";
import { searchRoutes } from "./members/search.ts";
import { memberTagRoutes } from "./members/tags.ts";
import { segmentMemberRoutes } from "./segments/segment-members.ts";
import { segmentRoutes } from "./segments/segments.ts";

/** Everything that the sandbox answers below /3.0, in one list. */
export const ROUTES: readonly Route[] = [
  ...rootRoutes,
  ...listRoutes,
  ...batchMemberRoutes,
  ...mergeFieldRoutes,
  ...memberRoutes,
  ...memberTagRoutes,
  ...eventRoutes,
  ...noteRoutes,
  ...searchRoutes,
  ...segmentRoutes,
  ...segmentMemberRoutes,
  ...interestCategoryRoutes,
  ...interestRoutes,
  ...webhookRoutes,
  ...formRoutes,
  ...growthRoutes,
  ...batchRoutes,
  ...batchWebhookRoutes,
  ...exportRoutes,
  ...campaignRoutes,
  ...automationRoutes,
  ...emptyRoutes,
  ...untendedRoutes,
];
