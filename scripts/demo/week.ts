/** What a week changes in the export of a partner program. */
export interface Week {
  readonly csv: string;
  /** The lines that went and came, as `diff` shows them. */
  readonly difference: readonly string[];
}

/** One partner rises to gold, one is archived, one is new: signed up today, so that the welcome tag is due. */
export function aWeekLater(csv: string, today: Date): Week {
  const before = csv.trimEnd().split("\n");
  const after = [...before.map(changed), newcomer(today)];
  const difference = after.flatMap((line, index) => {
    const old = before[index];
    if (line === old) return [];
    return old === undefined ? [`+ ${line}`] : [`- ${old}`, `+ ${line}`];
  });
  return { csv: `${after.join("\n")}\n`, difference };
}

function changed(line: string): string {
  if (line.startsWith("P-1012,")) return line.replace('"tier:silver, consented",19', '"tier:gold, consented",21');
  if (line.startsWith("P-1024,")) return line.replace(",active,", ",archived,");
  return line;
}

function newcomer(today: Date): string {
  const day = today.toISOString().slice(0, 10);
  return `P-1141,hello@quiet-crane-pilates.studio,Saoirse,Ní Bhriain,Quiet Crane Pilates,active,"tier:bronze, consented",0,0,0,${day}`;
}
