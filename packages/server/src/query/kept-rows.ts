import type { WarehouseResult } from '../warehouses/warehouse.ts'
import type { KeptQuestion } from './query-service.ts'

/**
 * What a kept table answered, as its warehouse would have answered: outputs that lie there as JSON become that JSON again. Where
 * no row was found, what the query answers then.
 */
export function keptRows(question: KeptQuestion, answer: WarehouseResult): Pick<WarehouseResult, 'data' | 'rowCount'> {
  if (answer.rowCount === 0 && question.empty !== null) return { data: Buffer.from(question.empty.data), rowCount: question.empty.rowCount }
  const columns = JSON.parse(answer.data.toString('utf8')) as unknown[][]
  const texts = columns.map((values, index) => {
    const isJson = question.isJson[index] === true
    return values.map((value) => (isJson ? (typeof value === 'string' ? value : 'null') : JSON.stringify(value))).join(',')
  })
  return { data: Buffer.from(`[${texts.map((values) => `[${values}]`).join(',')}]`), rowCount: answer.rowCount }
}
