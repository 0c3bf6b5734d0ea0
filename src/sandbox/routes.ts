import { rootRoutes } from "./account/root.ts";
import type { Route } from "./http/route.ts";
import { listRoutes } from "./lists/lists.ts";
import { mergeFieldRoutes } from "./lists/merge-fields.ts";
import { batchMemberRoutes } from "./members/batch.ts";
import { memberRoutes } from "./members/routes.ts";
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
  ...segmentRoutes,
  ...segmentMemberRoutes,
];
