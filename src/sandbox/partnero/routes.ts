import type { PartneroRoute } from "./http/route.ts";
import { customerWritingRoutes } from "./routes/customer-writing.ts";
import { customerRoutes } from "./routes/customers.ts";
import { friendRoutes } from "./routes/friends.ts";
import { officeRoutes } from "./routes/office.ts";
import { partnerWritingRoutes } from "./routes/partner-writing.ts";
import { partnerRoutes } from "./routes/partners.ts";
import { programRoutes } from "./routes/program.ts";
import { subscriberRoutes } from "./routes/subscribers.ts";
import { transactionRoutes } from "./routes/transactions.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

/** Everything that the built-in Partnero answers below /v1, in one list. */
export const PARTNERO_ROUTES: readonly PartneroRoute[] = [
  ...programRoutes,
  ...partnerRoutes,
  ...partnerWritingRoutes,
  ...customerRoutes,
  ...customerWritingRoutes,
  ...friendRoutes,
  ...subscriberRoutes,
  ...transactionRoutes,
  ...officeRoutes,
  ...webhookRoutes,
];
