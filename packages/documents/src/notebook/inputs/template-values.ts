import { rangeNames } from '../cells/defined-names.ts'
import type { InputCell } from '../cells/input-cell.ts'
import { isRecord } from '../../is-record.ts'
import { Day, type TemplateValue } from '../template/values.ts'
import { defaultValue, type InputValue } from './input-value.ts'
import { momentInUtc } from './moment.ts'
import { dayOfRelativeDate } from './relative-date.ts'

type At = { /** What "ago" counts from. */ now: Date; /** IANA, where a relative date names none. */ zone: string }

/**
 * What templates and code see of inputs, by name: days as days, moments in UTC, relative dates as the day that they mean now, a
 * range as two days under names of their own. An input without a value here has its default.
 */
export function templateValues(inputs: readonly InputCell[], values: ReadonlyMap<string, InputValue>, at: At): Map<string, TemplateValue> {
  return new Map(inputs.flatMap((cell) => valuesOf(cell, values.get(cell.name) ?? defaultValue(cell.input), at)))
}

function valuesOf({ name, input }: InputCell, value: InputValue, at: At): [string, TemplateValue][] {
  switch (input.type) {
    case 'date':
      return [[name, typeof value === 'string' ? new Day(value) : null]]
    case 'datetime':
      return [[name, typeof value === 'string' ? (momentInUtc(value) ?? null) : null]]
    case 'relative_date': {
      const day = typeof value === 'string' ? dayOfRelativeDate(value, at) : undefined
      return [[name, day === undefined ? null : new Day(day)]]
    }
    case 'date_range': {
      const [from, to] = isRecord(value) ? [value['from'], value['to']] : []
      const [fromName, toName] = rangeNames(name)
      return [
        [fromName, typeof from === 'string' ? new Day(from) : null],
        [toName, typeof to === 'string' ? new Day(to) : null],
      ]
    }
    case 'text':
    case 'number':
    case 'slider':
    case 'dropdown':
    case 'multi_select':
    case 'checkbox':
    case 'run_button':
    // Of a file its id: what is in it is a table.
    case 'file':
      return [[name, value]]
  }
}
