/** The words of a command line, as a shell parts them: quotes hold a word together. */
export function shellWords(line: string): readonly string[] {
  const pieces = line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g);
  return [...pieces].map(([word]) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}
