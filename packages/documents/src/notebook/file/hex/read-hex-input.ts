import { isRecord } from '../../../is-record.ts'

type Config = Readonly<Record<string, unknown>>
const scalar = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value)

/** An input of Hex as one of ours; null for a kind that is not known. */
export function readHexInput(config: Config): object | null {
  const input = inputOf(config)
  return input === null ? null : { kind: 'input', name: config['name'], input }
}

function inputOf({ inputType, defaultValue, options: given }: Config): object | null {
  const options = isRecord(given) ? given : {}
  switch (inputType) {
    case 'TEXT_INPUT':
    case 'TEXT_AREA':
      return { type: 'text', default: typeof defaultValue === 'string' ? defaultValue : '', ...(inputType === 'TEXT_AREA' ? { isLong: true } : {}) }
    case 'NUMERIC_INPUT':
      return { type: 'number', default: typeof defaultValue === 'number' ? defaultValue : null }
    case 'SLIDER': {
      const { min, max, step } = options
      const numbers = {
        ...(typeof min === 'number' ? { min } : {}),
        ...(typeof max === 'number' ? { max } : {}),
        ...(typeof step === 'number' && step > 0 ? { step } : {}),
      }
      const value = typeof defaultValue === 'number' ? defaultValue : typeof min === 'number' ? min : 0
      // A slider has both ends.
      return { type: typeof min === 'number' && typeof max === 'number' ? 'slider' : 'number', default: value, ...numbers }
    }
    case 'CHECKBOX':
      return { type: 'checkbox', default: defaultValue === true }
    case 'BUTTON':
    case 'RUN_BUTTON':
      return { type: 'run_button' }
    case 'DROPDOWN':
      return { type: 'dropdown', default: scalar(defaultValue) ? defaultValue : null, options: optionsOf(options['valueOptions']) }
    case 'MULTISELECT':
      return { type: 'multi_select', default: Array.isArray(defaultValue) ? defaultValue.filter(scalar) : [], options: optionsOf(options['valueOptions']) }
    case 'DATE':
      return dateOf(options, defaultValue)
    case 'FILE_INPUT':
      return { type: 'file' }
    default:
      return null
  }
}

/** Values of a result's column, or a list of them. */
function optionsOf(given: unknown): object {
  if (isRecord(given) && typeof given['dfName'] === 'string') {
    const column = given['columnName'] ?? given['column']
    return { of: given['dfName'], ...(typeof column === 'string' && column !== '' ? { column } : {}) }
  }
  return { values: (Array.isArray(given) ? given : []).filter(scalar).map((value) => ({ value })) }
}

function dateOf(options: Config, defaultValue: unknown): object {
  const days = (Array.isArray(defaultValue) ? defaultValue : [defaultValue]).map((one) => {
    const text = isRecord(one) ? one['dateString'] : one
    return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}/.test(text) ? text : null
  })
  const [first = null, second = null] = days
  if (options['useDateRange'] === true) return { type: 'date_range', default: { from: first?.slice(0, 10) ?? null, to: second?.slice(0, 10) ?? null } }
  if (options['enableTime'] === true)
    return { type: 'datetime', default: first === null ? null : `${first.slice(0, 10)} ${/\d{2}:\d{2}:\d{2}/.exec(first)?.[0] ?? '00:00:00'}` }
  return { type: 'date', default: first?.slice(0, 10) ?? null }
}
