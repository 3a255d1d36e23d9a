import type { BigNumberModel } from '../../option/big-number-model.ts'
import type { CellView } from './cell-view.ts'
import { valueWriter } from './value-writer.ts'

/** One value as its cell answers it. */
export type SingleValue = Omit<Extract<CellView, { kind: 'single_value' }>, 'kind' | 'partial'>

/** One value, ready to be drawn under `label`. Whether more is good nobody said: a change has a direction, and no colour. */
export function singleValueModel({ value, type, format, formatted, comparison }: SingleValue, label: string, locale: string | undefined): BigNumberModel {
  const write = valueWriter({ name: label, type, format }, locale)
  return { value: format === null ? write(value) : formatted, label, comparison: comparison === null ? null : compared(comparison) }
}

function compared({ as, value, formatted, label }: NonNullable<SingleValue['comparison']>): NonNullable<BigNumberModel['comparison']> {
  const direction = as === 'value' || typeof value !== 'number' || value === 0 ? 'same' : value > 0 ? 'up' : 'down'
  return { text: formatted, label: label ?? '', direction, good: null }
}
