import type { Dialect } from '../types/dialect.ts'
import type { DimensionType } from '../types/field.ts'

/** What a column of the warehouse is to people; `timestampKind` only for timestamps. */
export type ColumnKind = { type: DimensionType; timestampKind?: 'instant' | 'naive' }

const numbers =
  /^(tiny|small|medium|big|huge|u|utiny|usmall|ubig|uhuge)?int(eger)?\d*$|^byteint$|^u?int\d+$|^(float|double|real|decimal|numeric|number|dec|bignumeric|bigdecimal|money|serial|bigserial|smallserial|long|short|byte|fixed)\d*( precision)?$/

/**
 * The kind of a column by its type's name, as PostgreSQL, DuckDB, BigQuery, Snowflake, Redshift, Databricks, Trino and
 * ClickHouse write it. Types that people cannot compute with (text, JSON, lists, UUIDs) are text.
 */
export function columnKind(typeName: string, dialect: Dialect): ColumnKind {
  const name = typeName
    .trim()
    .toLowerCase()
    .replace(/^(nullable|lowcardinality)\((.*)\)$/, '$2')
    .replaceAll(/\([^()]*\)/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (name === 'date' || name === 'date32') return { type: 'date' }
  if (/^(timestamp|datetime)/.test(name)) return { type: 'timestamp', timestampKind: dialect.isInstant(name) ? 'instant' : 'naive' }
  if (/^(bool(ean)?|bit)$/.test(name)) return { type: 'boolean' }
  return { type: numbers.test(name) ? 'number' : 'string' }
}
