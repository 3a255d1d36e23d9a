/** A named query before the main one. */
export type Cte = { name: string; sql: string }

/** One column of a select list. */
export type Column = { fieldId: string; sql: string }
