import type { Dialect } from '../types/dialect.ts'
import { duckdb } from './duckdb.ts'
import { postgres } from './postgres.ts'

/** Every dialect by its name, as explores carry it in `targetDatabase`. */
export const dialects: Readonly<Record<string, Dialect>> = { duckdb, postgres }
