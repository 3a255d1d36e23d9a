import type { ColumnType, JSONColumnType } from 'kysely'

/** Kinds of columns: what is read, and what may be written. JSON goes in as text (`JSON.stringify`), comes out parsed. */

export type Instant = ColumnType<Date, Date | string | undefined, Date | string>
export type InstantOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
export type Json<T extends object> = JSONColumnType<T>
/** Any JSON value; null is SQL's. */
export type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>
