/** A whole number with thousands separated, `12,480`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A number and its noun, `1 contact`, `1,277 contacts`, `0 people`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** A share as a percentage with at most one decimal, `5.3 %`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

/** A length of time for people, `14 s`, `2 m 05 s`, `1 h 03 m`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 1) return "under 1 s";
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${twoDigits(seconds % 60)} s`;
  return `${grouped(Math.floor(seconds / 3600))} h ${twoDigits(Math.floor((seconds % 3600) / 60))} m`;
}

/** How long ago something was, `2 minutes ago`; undefined under a minute, where it is now. */
export function ago(milliseconds: number): string | undefined {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return undefined;
  if (minutes < 120) return `${counted(minutes, "minute")} ago`;
  if (minutes < 48 * 60) return `${counted(Math.floor(minutes / 60), "hour")} ago`;
  return `${counted(Math.floor(minutes / 1440), "day")} ago`;
}

/** Parts of a list as a sentence has them, `a, b and c`. */
export function enumerated(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
