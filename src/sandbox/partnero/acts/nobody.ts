/** Somebody whom an act is about is not in the program. */
export class NotInProgram extends Error {
  constructor(what: string, named: string) {
    super(`There is no ${what} "${named}" in this program.`);
    this.name = "NotInProgram";
  }
}
