/** A service's base address without slashes at its end, or what is wrong with it. */
export type CheckedUrl = { readonly url: string } | { readonly flaw: string };

/**
 * Checks the base address of a service: https, or http on loopback; nothing in it that would be a secret or be lost.
 * `example` is one that would do, and `keyName` the variable in which the key belongs.
 */
export function checkedServiceUrl(text: string, example: string, keyName: string): CheckedUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return { flaw: `It is no web address. It looks like ${example}.` };
  }
  if (url.username !== "" || url.password !== "") {
    return { flaw: `It holds a user name or a password. The key stands in ${keyName} alone.` };
  }
  if (url.search !== "" || url.hash !== "") return { flaw: "It has a ? or # part, which no call could keep." };
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return { flaw: "It is not https, so the key would travel in the clear. Only loopback may go without." };
  }
  const path = url.pathname.replace(/\/+$/, "");
  return { url: `${url.origin}${path === "" ? new URL(example).pathname : path}` };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
