import type { ContactChange } from "../model/contact.ts";
import type { ContactRules } from "../model/desired.ts";
import type { SourceRecord } from "../model/source.ts";
import type { Hearing } from "./explained-condition.ts";
import type { LiveRow } from "./live-row.ts";
import type { Projection } from "./projection.ts";
import type { Wish } from "./wish.ts";
import type { WishedRow } from "./wished-row.ts";

/** One person between the records and the contact, for whoever tells what became of each part. */
export interface Comparing extends Hearing {
  /** The rules as the file declares them; `standing` are those whose objects stand, by which the wish was made. */
  readonly declared: ContactRules;
  readonly standing: ContactRules;
  readonly projection: Projection;
  readonly records: readonly (SourceRecord | undefined)[];
  readonly wish: Wish;
  readonly row: WishedRow;
  /** The contact that the wish was compared with; absent where there is none. */
  readonly live?: LiveRow;
  readonly owned: boolean;
  /** What the plan does to it; absent where nothing. */
  readonly change?: ContactChange;
  /** Whether the contact is as the rules say once the plan is done, and not left out. */
  readonly current: boolean;
}
