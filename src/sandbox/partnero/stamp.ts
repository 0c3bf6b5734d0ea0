/** A moment as Partnero writes it: `2025-04-30T16:44:13.000000Z`, as Laravel does. Such strings sort by time. */
export function partneroStamp(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}.000000Z`;
}
