import type { CellOf, OfferedValue, Scalar } from '@atrium/documents'
import { offeredRows } from '@atrium/semantic'
import { askOne } from './ask-rows.ts'
import { sourceOf, tableOf, type CellExecution } from './execution.ts'

/** Values that one input offers at most. */
const mostOffered = 10_000

/** What a result offers for an input, in the order of its rows; null for an input that offers what its author listed, or nothing. */
export async function offeredValues(execution: CellExecution, { id, input }: CellOf<'input'>): Promise<OfferedValue[] | null> {
  if ((input.type !== 'dropdown' && input.type !== 'multi_select') || !('of' in input.options)) return null
  const { of, column, labelColumn } = input.options
  const source = sourceOf(execution, id, of)
  if (source === null) return null
  const result = await tableOf(execution, source)
  const value = column ?? result.columns[0]?.name ?? ''
  const sql = (name: string): string => offeredRows({ name, columns: result.columns }, { value, label: labelColumn ?? value }, mostOffered)
  const [values = [], labels = []] = (await askOne(execution, source.name, result, sql, mostOffered)).columns
  return values.flatMap((one, place) => {
    const scalar = asScalar(one)
    return scalar === null ? [] : [{ value: scalar, label: textOf(labels[place] ?? scalar).slice(0, 500) }]
  })
}

/** What an input offers, whoever says so; empty where anything may be given. */
export async function optionsOf(execution: CellExecution, cell: CellOf<'input'>): Promise<OfferedValue[]> {
  const offered = await offeredValues(execution, cell)
  if (offered !== null) return offered
  const { input } = cell
  if ((input.type !== 'dropdown' && input.type !== 'multi_select') || !('values' in input.options)) return []
  return input.options.values.map(({ value, label }) => ({ value, label: label ?? String(value) }))
}

/** What inputs take: text, numbers, yes and no. Everything else as its text. */
function asScalar(value: unknown): Scalar | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value.length <= 10_000 ? value : null
  return typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value)
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
