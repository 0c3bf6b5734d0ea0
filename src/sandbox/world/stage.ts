import type { AudienceSpec, Handle } from "./handle.ts";
import { handleOf } from "./handle.ts";
import { World } from "./world.ts";

/** The world with the hand that tests and seeds have on it. */
export class Stage extends World {
  /** The audience of that id, with a hand for tests; made as declared when it is not there. */
  audience(spec: AudienceSpec = {}): Handle {
    const found = spec.id === undefined ? undefined : this.audiences.get(spec.id);
    return handleOf(this, found ?? spec);
  }

  /** Hands of all audiences, oldest first. */
  all(): readonly Handle[] {
    return [...this.audiences.values()].map((audience) => handleOf(this, audience));
  }
}
