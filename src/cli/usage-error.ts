/** The command line asks for something that does not exist or does not fit together: exit 64. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
