import type { OpenSpool } from "../../contacts/spool.ts";
import type { Written } from "../../files/written.ts";
import type { Endpoint, EndpointWords } from "../../mailchimp/base-url.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Send } from "../../model/request.ts";
import type { LoadedConfig } from "../config.ts";
import type { PartneroWay } from "./source-notes.ts";

/** The time that Mailchimp's first answer bore, and what our own clock said when it came. */
export interface ToldTime {
  readonly date: string;
  readonly at: Date;
}

/** How Mailchimp is reached. */
export interface MailchimpWay {
  /** Whether it is the one that is built in, so that keys and addresses of the environment do not count. */
  readonly builtIn: boolean;
  /** What the environment says of it. */
  readonly words: EndpointWords;
  /** The way there, or what stands in it. */
  readonly way: (Pick<Endpoint, "baseUrl"> & { readonly send: Send }) | Diagnostic;
  readonly toldTime: () => ToldTime | undefined;
}

/** What doctor looks at, and the world that it looks at it in. */
export interface Examination {
  readonly config: LoadedConfig;
  /** The same file with stand-ins for unset variables, so that the rest of it can be looked at. */
  readonly lenient: LoadedConfig;
  readonly mailchimp: MailchimpWay;
  readonly partnero: PartneroWay;
  readonly now: Date;
  readonly spools: OpenSpool;
  /** What apply remembers of an audience. */
  readonly written: (audience: string) => Written;
  /** How long one check may take. */
  readonly patienceMs: number;
  /** Ends what waits. */
  readonly signal: AbortSignal;
  /** Told what is being looked at. */
  readonly onCheck?: (name: string) => void;
}
