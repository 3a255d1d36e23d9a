import { duckdb, postgres, type Dialect } from '@atrium/semantic'
import type { WarehouseSettings } from '../platform/db/stored-values.ts'

/** The dialect in which a project's warehouse is asked. A project without one has that of the embedded engine. */
export function dialectOf({ warehouse }: { warehouse: Pick<WarehouseSettings, 'type'> }): Dialect {
  switch (warehouse.type) {
    case 'postgres':
      return postgres
    case 'duckdb':
    case 'none':
      return duckdb
  }
}
