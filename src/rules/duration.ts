const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

type Unit = keyof typeof UNITS;

/** Milliseconds of `15m`, `12h`, `30d` or `2w`; undefined where the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const parts = /^(\d{1,6})([mhdw])$/.exec(text);
  const unit = parts?.[2];
  if (parts === null || unit === undefined || !isUnit(unit)) return undefined;
  const duration = Number(parts[1]) * UNITS[unit];
  return duration > 0 ? duration : undefined;
}

function isUnit(text: string): text is Unit {
  return Object.hasOwn(UNITS, text);
}
