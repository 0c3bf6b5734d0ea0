import { audience } from "./audience.ts";
import { automations } from "./automations.ts";
import { environments } from "./environments.ts";
import { events } from "./events.ts";
import { groups } from "./groups.ts";
import { limits } from "./limits.ts";
import { mergeFields } from "./merge-fields.ts";
import { removed } from "./removed.ts";
import type { Section } from "./section.ts";
import { segments } from "./segments.ts";
import { sources } from "./sources.ts";
import { sync } from "./sync.ts";
import { tags } from "./tags.ts";
import { tests } from "./tests.ts";
import { ignore, undeclared } from "./undeclared.ts";
import { version } from "./version.ts";
import { webhooks } from "./webhooks.ts";

const DIFFERING: readonly Section[] = [
  audience,
  sources,
  mergeFields,
  tags,
  groups,
  segments,
  events,
  automations,
  webhooks,
  sync,
  limits,
  undeclared,
  ignore,
  removed,
];

/** Every section of the file that this version knows, in the order in which a file is best read. */
export const SECTIONS: readonly Section[] = [version, ...DIFFERING, environments(DIFFERING), tests];
