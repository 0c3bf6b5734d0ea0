import { isSafeUrl, webhookMatch } from "../../kinds/webhook-url.ts";
import type { Finding } from "../../model/diagnostic.ts";
import { type Check, doubtful, wrong } from "./check.ts";

const UNSAFE = { code: "webhook-url", summary: "A webhook needs an https URL" };
const TWICE = { code: "webhook-twice", summary: "Two webhooks have one URL" };
const LOOP = { code: "webhook-loop", summary: "A webhook could answer our own writes" };
const NO_LOOP = { code: "webhook-no-loop", summary: "There is no loop to allow" };
const SILENT = { code: "webhook-silent", summary: "A webhook is never called" };

/** What a webhook posts is personal data, and goes over an open line nowhere but on this machine. */
export const webhookUrlSafe: Check = ({ webhooks }) =>
  webhooks.entries
    .filter(({ entry }) => !isSafeUrl(entry.url))
    .map(({ path }) => {
      const detail =
        "Mailchimp posts personal data to it. It must be a whole URL that starts with `https://`; `http://` is for this machine alone (localhost, 127.0.0.1).";
      return wrong(UNSAFE, detail, [...path, "url"]);
    });

/** Mailchimp keeps one webhook a URL and does not look at the query. */
export const webhookUrlsDistinct: Check = ({ webhooks }) => {
  const matches = webhooks.entries.map(({ entry }) => webhookMatch(entry.url));
  return webhooks.entries.flatMap(({ path }, index): readonly Finding[] => {
    const earlier = webhooks.entries[matches.indexOf(matches[index] ?? "")];
    if (earlier === undefined || earlier.path === path) return [];
    const detail = `\`webhooks[${earlier.path.at(-1)}]\` has the same URL, and Mailchimp allows one webhook a URL and does not look at what follows the question mark. Put what tells them apart into the path, or make one of them.`;
    return [wrong(TWICE, detail, [...path, "url"])];
  });
};

/** A receiver that writes back would be told of its own writes, and of ours. */
export const webhookLoopAllowed: Check = ({ webhooks }) =>
  webhooks.entries.flatMap(({ path, entry }): readonly Finding[] => {
    const api = entry.sources.indexOf("api");
    if (api >= 0 && entry.loop === undefined) {
      const detail =
        "With `api` among its sources the webhook is called for every change that a program makes, the writes of audiencectl included: a receiver that answers them with writes of its own makes a loop. Take `api` out, or say that the receiver is safe: `loop: allowed`.";
      return [wrong(LOOP, detail, [...path, "sources", api])];
    }
    if (api >= 0 || entry.loop === undefined) return [];
    const detail = "`api` is not among the sources, so that nothing of ours is told. Take `loop` out.";
    return [doubtful(NO_LOOP, detail, [...path, "loop"], "key")];
  });

/** A webhook with nothing to tell, or of nobody. */
export const webhookHasSomethingToTell: Check = ({ webhooks }) =>
  webhooks.entries.flatMap(({ path, entry }): readonly Finding[] => {
    const empty = (["events", "sources"] as const).find((word) => entry[word].length === 0);
    if (empty === undefined) return [];
    const detail = `\`${empty}\` is empty, so that Mailchimp never calls it. Name what it shall be told, or take the webhook out.`;
    return [doubtful(SILENT, detail, [...path, empty], "key")];
  });
