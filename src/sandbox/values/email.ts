import type { Problem } from "../problem.ts";
import { invalid } from "../problem.ts";

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
const FAKE_DOMAIN = /^(.+\.)?example\.com$|^(bar|foo|test|fake|gmil|gmial|gnail|hotmial|yaho)\.com$/i;

/**
 * Why an address is refused, undefined when it is taken. The real service calls addresses at example.com, bar.com,
 * test.com and mistyped providers fake (recorded); example.org is taken by it, so it is taken here.
 */
export function refusedEmail(email: string, fakeRule: boolean): Problem | undefined {
  if (email.trim() === "") return invalid("Blank email address");
  const at = email.lastIndexOf("@");
  const [local, domain] = [email.slice(0, at), email.slice(at + 1)];
  if (at < 1 || email.length > 255 || /\s/.test(local) || !LOCAL.test(local)) {
    return invalid("Please provide a valid email address.");
  }
  if (!DOMAIN.test(domain)) {
    return domain === "" || !domain.includes(".")
      ? invalid("Please provide a valid email address.")
      : invalid(`The domain portion of the email address is invalid (the portion after the @: ${domain})`);
  }
  return fakeRule && FAKE_DOMAIN.test(domain)
    ? invalid(`${email} looks fake or invalid, please enter a real email address.`)
    : undefined;
}
