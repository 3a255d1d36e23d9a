import { quotedName } from '../quoted.ts'
import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api'

/** How values of a type lie in a file: as `stored`; cast to `type` they are what they were. */
export type StoredType = { type: string; stored: string }

/** Types that Parquet and Arrow both hold to the last digit. */
const plain = new Set<DuckDBTypeId>([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL,
  DuckDBTypeId.DATE,
  DuckDBTypeId.TIME,
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_TZ,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.BLOB,
])

/** Types whose text says all of them. Parquet would round, cut or rename them. */
const asText = new Set<DuckDBTypeId>([
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.BIGNUM,
  DuckDBTypeId.INTERVAL,
  DuckDBTypeId.TIME_TZ,
  DuckDBTypeId.TIME_NS,
  DuckDBTypeId.BIT,
  DuckDBTypeId.UUID,
  DuckDBTypeId.ENUM,
])

/** What has no text to come back from (unions, variants, geometries) becomes that text. */
export function storedType(type: DuckDBType): StoredType {
  switch (type.typeId) {
    case DuckDBTypeId.LIST:
      return both(storedType(type.valueType), (item) => `${item}[]`)
    case DuckDBTypeId.ARRAY: {
      const item = storedType(type.valueType)
      return { type: `${item.type}[${type.length}]`, stored: `${item.stored}[]` }
    }
    case DuckDBTypeId.STRUCT: {
      const parts = type.entryTypes.map((entry, index) => ({ name: quotedName(type.entryNames[index] ?? ''), ...storedType(entry) }))
      const of = (key: 'type' | 'stored'): string => `STRUCT(${parts.map((part) => `${part.name} ${part[key]}`).join(', ')})`
      return { type: of('type'), stored: of('stored') }
    }
    case DuckDBTypeId.MAP: {
      const [key, value] = [storedType(type.keyType), storedType(type.valueType)]
      return { type: `MAP(${key.type}, ${value.type})`, stored: `MAP(${key.stored}, ${value.stored})` }
    }
    default:
      if (type.alias === 'JSON') return { type: 'JSON', stored: 'VARCHAR' }
      if (plain.has(type.typeId)) return both({ type: type.toString(), stored: type.toString() }, (name) => name)
      return { type: asText.has(type.typeId) ? type.toString() : 'VARCHAR', stored: 'VARCHAR' }
  }
}

const both = ({ type, stored }: StoredType, make: (name: string) => string): StoredType => ({ type: make(type), stored: make(stored) })
