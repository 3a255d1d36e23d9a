/** What cells are called, by id. */
export type Labels = ReadonlyMap<string, string>
