import { isDay } from '@atrium/semantic'
import type { InputDefinition } from '../cells/input-cell.ts'
import type { Scalar } from '../cells/names.ts'
import { acceptedValue, listedValues, type DateRange, type InputValue } from './input-value.ts'
import { readMoment } from './moment.ts'

/**
 * A default that was found elsewhere, as the input takes it: the first of some values, of a choice of several all of them that are
 * offered, of a range its ends (or one text with `/` between them). Text stands for numbers and days, as attributes have nothing
 * else; a day stands for the moment in which it begins, a moment for its day. `undefined`: there is none, or none that the input takes.
 */
export function foundDefault(
  input: InputDefinition,
  found: readonly unknown[],
  offered: readonly Scalar[] | null = listedValues(input),
): InputValue | undefined {
  switch (input.type) {
    case 'multi_select': {
      const taken = found.map((one) => chosen(one, offered)).filter((one) => acceptedValue(input, [one], offered) !== undefined)
      return taken.length === 0 ? undefined : acceptedValue(input, [...new Set(taken)].slice(0, mostChosen), offered)
    }
    case 'date_range': {
      const ends = (found.length === 1 && typeof found[0] === 'string' ? found[0].split('/') : found).map(asDay)
      const range = acceptedValue(input, [ends[0], ends.length === 1 ? null : ends[1]]) as DateRange | undefined
      return range === undefined || (range.from === null && range.to === null) ? undefined : range
    }
    default: {
      const [first] = found
      return first === undefined || first === null ? undefined : acceptedValue(input, asTaken(input, first, offered), offered)
    }
  }
}

const mostChosen = 1000

function asTaken({ type }: InputDefinition, found: unknown, offered: readonly Scalar[] | null): unknown {
  switch (type) {
    case 'text':
    case 'relative_date':
      return asText(found)
    case 'number':
    case 'slider':
      return typeof found === 'string' && found.trim() !== '' ? Number(found) : found
    case 'checkbox':
      return found === 'true' ? true : found === 'false' ? false : found
    case 'dropdown':
      return chosen(found, offered)
    case 'date':
      return asDay(found)
    case 'datetime':
      return asMoment(found)
    default:
      return found
  }
}

const asText = (found: unknown): unknown => (typeof found === 'number' || typeof found === 'boolean' ? String(found) : found)

/** What is offered and written the same: numbers may be offered, and attributes are text. */
const chosen = (found: unknown, offered: readonly Scalar[] | null): unknown => offered?.find((one) => String(one) === asText(found)) ?? found

const momentShape = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|[+-]00(?::?00)?)?)?$/

/** An open end stays one; `undefined`: it is no day, nor a moment. */
function asDay(found: unknown): string | null | undefined {
  if (found === null) return null
  const day = typeof found === 'string' ? momentShape.exec(found)?.[1] : undefined
  return day !== undefined && isDay(day) ? day : undefined
}

function asMoment(found: unknown): unknown {
  if (typeof found !== 'string' || readMoment(found) !== undefined) return found
  const [, day, time = '00:00:00'] = momentShape.exec(found) ?? []
  return day === undefined ? found : `${day} ${time}`
}
