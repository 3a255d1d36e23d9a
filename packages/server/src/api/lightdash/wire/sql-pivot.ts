import type { SqlAggregate } from '@atrium/semantic'
import { z } from 'zod'

const column = z.looseObject({ reference: z.string().max(1000) })

/** How rows of SQL are put together. */
export const pivotRequest = {
  indexColumn: column.nullish(),
  valuesColumns: z
    .array(column.extend({ aggregation: z.enum(['sum', 'count', 'avg', 'min', 'max', 'any']) }))
    .min(1)
    .max(50),
  groupByColumns: z.array(column).max(10).nullish(),
  sortBy: z
    .array(column.extend({ direction: z.enum(['ASC', 'DESC']) }))
    .max(10)
    .nullish(),
}

const request = z.object(pivotRequest)

export const toAggregate = ({ indexColumn, valuesColumns, groupByColumns, sortBy }: z.infer<typeof request>): SqlAggregate => ({
  ...(indexColumn === null || indexColumn === undefined ? {} : { index: indexColumn.reference }),
  groupBy: (groupByColumns ?? []).map(({ reference }) => reference),
  values: valuesColumns.map(({ reference, aggregation }) => ({ reference, aggregation })),
  sorts: (sortBy ?? []).map(({ reference, direction }) => ({ reference, descending: direction === 'DESC' })),
})
