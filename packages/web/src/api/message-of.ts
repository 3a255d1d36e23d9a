/** What went wrong, for people: errors of the server and of ours say what to do. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
