import type { Dialect } from '../types/dialect.ts'
import { bigquery } from './bigquery.ts'
import { clickhouse } from './clickhouse.ts'
import { databricks } from './databricks.ts'
import { duckdb } from './duckdb.ts'
import { mysql } from './mysql.ts'
import { postgres } from './postgres.ts'
import { redshift } from './redshift.ts'
import { snowflake } from './snowflake.ts'
import { sqlserver } from './sqlserver.ts'
import { trino } from './trino.ts'

/** Every dialect by its name, as explores carry it in `targetDatabase`. */
export const dialects: Readonly<Record<string, Dialect>> = { bigquery, clickhouse, databricks, duckdb, mysql, postgres, redshift, snowflake, sqlserver, trino }
