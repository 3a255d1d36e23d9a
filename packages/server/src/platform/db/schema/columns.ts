import type { ColumnType, JSONColumnType } from 'kysely'

/** Kinds of columns: what is read, and what may be written. JSON goes in as text (`JSON.stringify`), comes out parsed. */

export type Instant = ColumnType<Date, Date | string | undefined, Date | string>
export type InstantOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
export type Json<T extends object> = JSONColumnType<T>
export type JsonOrNull<T extends object> = ColumnType<T | null, string | null | undefined, string | null>
