import type { Dialect } from '../types/dialect.ts'
import { clickhouse } from './clickhouse.ts'
import { duckdb } from './duckdb.ts'
import { mysql } from './mysql.ts'
import { postgres } from './postgres.ts'
import { trino } from './trino.ts'

/** Every dialect by its name, as explores carry it in `targetDatabase`. */
export const dialects: Readonly<Record<string, Dialect>> = { clickhouse, duckdb, mysql, postgres, trino }
