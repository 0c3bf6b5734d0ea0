import type { PartneroRoute } from "./http/route.ts";
import { customerRoutes } from "./routes/customers.ts";
import { partnerRoutes } from "./routes/partners.ts";
import { programRoutes } from "./routes/program.ts";

/** Everything that the built-in Partnero answers below /v1, in one list. */
export const PARTNERO_ROUTES: readonly PartneroRoute[] = [...programRoutes, ...partnerRoutes, ...customerRoutes];
