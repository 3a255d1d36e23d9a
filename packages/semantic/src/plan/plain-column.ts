const plainColumn = /^\s*(?:\$\{TABLE\}|"[^"]+"|\w+)\.(?:"[^"]+"|\w+)\s*$/

/** True for SQL that is one column, which is null where its row is missing. */
export const isPlainColumn = (sql: string): boolean => plainColumn.test(sql)
