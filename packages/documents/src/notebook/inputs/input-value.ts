import { isDay } from '@atrium/semantic'
import type { InputDefinition } from '../cells/input-cell.ts'
import type { Scalar } from '../cells/names.ts'
import { isRecord } from '../../is-record.ts'
import { readMoment } from './moment.ts'
import { readRelativeDate } from './relative-date.ts'

export type DateRange = { from: string | null; to: string | null }
/** What somebody gave. Days and moments stay as they are written; relative ones stay relative. */
export type InputValue = Scalar | null | readonly Scalar[] | DateRange

/** What kind of value an input takes, in the words of the contract of runs. */
export const dataTypeOf = ({ type }: InputDefinition): 'string' | 'number' | 'boolean' | 'array' | 'date' | 'date_range' => {
  switch (type) {
    case 'text':
    case 'dropdown':
    case 'file':
      return 'string'
    case 'number':
    case 'slider':
      return 'number'
    case 'checkbox':
    case 'run_button':
      return 'boolean'
    case 'multi_select':
      return 'array'
    case 'date':
    case 'datetime':
    case 'relative_date':
      return 'date'
    case 'date_range':
      return 'date_range'
  }
}

/** The value that counts until somebody gives one. */
export function defaultValue(input: InputDefinition): InputValue {
  if (input.type === 'run_button') return false
  return input.type === 'file' ? null : input.default
}

/** The values that an input of the author's own list offers; null where a result offers them. */
export const listedValues = (input: InputDefinition): readonly Scalar[] | null =>
  (input.type === 'dropdown' || input.type === 'multi_select') && 'values' in input.options ? input.options.values.map(({ value }) => value) : null

const longestText = 10_000
const isScalar = (value: unknown): value is Scalar =>
  (typeof value === 'string' && value.length <= longestText) || (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'boolean'

/**
 * A value as the input takes it, or `undefined` when it does not: of another type, out of its bounds, or not offered. `offered` is
 * what a result offers; null when that is not known yet, and then anything may be.
 */
export function acceptedValue(input: InputDefinition, value: unknown, offered: readonly Scalar[] | null = listedValues(input)): InputValue | undefined {
  switch (input.type) {
    case 'text':
      return typeof value === 'string' && value.length <= longestText ? value : undefined
    case 'number':
    case 'slider':
      if (value === null) return input.type === 'number' && input.default === null ? null : undefined
      return typeof value === 'number' && Number.isFinite(value) && value >= (input.min ?? -Infinity) && value <= (input.max ?? Infinity) ? value : undefined
    case 'dropdown':
      if (value === null) return input.default === null ? null : undefined
      return isScalar(value) && isOffered(value, offered) ? value : undefined
    case 'multi_select':
      return Array.isArray(value) && value.length <= 1000 && value.every((one): one is Scalar => isScalar(one) && isOffered(one, offered)) ? value : undefined
    case 'checkbox':
    case 'run_button':
      return typeof value === 'boolean' ? value : undefined
    case 'date':
      if (value === null) return input.default === null ? null : undefined
      return typeof value === 'string' && isDay(value) ? value : undefined
    case 'datetime':
      if (value === null) return input.default === null ? null : undefined
      return typeof value === 'string' && readMoment(value) !== undefined ? value : undefined
    case 'relative_date':
      if (value === null) return input.default === null ? null : undefined
      return typeof value === 'string' && readRelativeDate(value) !== undefined ? value : undefined
    case 'date_range':
      return rangeOf(value)
    case 'file':
      return value === null || (typeof value === 'string' && value !== '' && value.length <= 200) ? value : undefined
  }
}

const isOffered = (value: Scalar, offered: readonly Scalar[] | null): boolean => offered === null || offered.includes(value)

const isEnd = (end: unknown): end is string | null => end === null || (typeof end === 'string' && isDay(end))

/** `{ from, to }` or `[from, to]`; an open end is null. */
function rangeOf(value: unknown): DateRange | undefined {
  const [from, to] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : isRecord(value) ? [value['from'], value['to']] : []
  if (!isEnd(from) || !isEnd(to) || (from !== null && to !== null && from > to)) return undefined
  return { from, to }
}
