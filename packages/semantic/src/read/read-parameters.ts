import type { ModelParameter } from '../types/model-notes.ts'
import { checkKeys } from './check-keys.ts'
import { mapReader, type MapReader, type NamedMap, type Reading } from './map-reader.ts'
import type { ParameterSource } from './model-source.ts'
import { childOf } from './node.ts'
import { present } from '../types/present.ts'

const types = ['string', 'number', 'date'] as const
const known = new Set(['name', 'label', 'description', 'type', 'options', 'default', 'multiple', 'allow_custom_values', 'options_from_dimension'])

/** `parameters` of a model (`ownModel`) or of the project. What is wrong is left out with a warning. */
export function readParameters(reading: Reading, reader: MapReader, ownModel?: string): ParameterSource[] | undefined {
  if (childOf(reader.map, 'parameters') === undefined) return undefined
  return reader.named('parameters').flatMap((named) => (checkName(reading, named) ? [readParameter(reading, named, ownModel)] : []))
}

/** A reference writes the name between dots, so it has letters, digits, `_` and `-` only. */
function checkName({ report, place }: Reading, { name, offset }: NamedMap): boolean {
  if (/^[\w-]+$/.test(name) && !(name in Object.prototype)) return true
  report({
    code: 'model.bad_name',
    severity: 'warning',
    at: place(offset),
    message: `"${name.slice(0, 60)}" cannot be the name of a parameter.`,
    hint: 'Use letters, digits, underscores and hyphens. The parameter is left out.',
  })
  return false
}

function readParameter(reading: Reading, { name, offset, map }: NamedMap, ownModel: string | undefined): ParameterSource {
  const owner = `parameter ${name}`
  const reader = mapReader(reading, map, owner)
  checkKeys(reading, map, known, owner)
  const from = reader.child('options_from_dimension')
  const source = from === undefined ? undefined : mapReader(reading, from, `options_from_dimension of ${owner}`)
  const dimension = source?.text('dimension')
  const type = reader.word('type', types)
  const parameter: ModelParameter = present({
    label: reader.text('label') ?? name,
    description: reader.text('description'),
    type,
    options: valuesAt(reader, 'options', type),
    default: valuesAt(reader, 'default', type),
    multiple: reader.flag('multiple'),
    allowCustomValues: reader.flag('allow_custom_values'),
    optionsFromDimension: dimension === undefined ? undefined : present({ model: source?.text('model') ?? ownModel, dimension }),
  })
  checkDefault(reading, reader, name, parameter)
  return { name, at: reading.place(offset), optionsAt: reader.placeOf('options_from_dimension'), parameter }
}

function valuesAt(reader: MapReader, key: 'options' | 'default', type: ModelParameter['type']): string[] | undefined {
  const values = reader.texts(key)
  const fits = (value: string): boolean =>
    type === 'number' ? value.trim() !== '' && Number.isFinite(Number(value)) : type !== 'date' || /^\d{4}-\d{2}-\d{2}$/.test(value)
  if (values === undefined || values.every(fits)) return values
  reader.wrong(key, type === 'number' ? 'numbers' : 'dates (YYYY-MM-DD)')
  return values.filter(fits)
}

/** The default is the author's word and counts as it is; but a list for one value, or none of the options, is a slip. */
function checkDefault(
  { report }: Reading,
  reader: MapReader,
  name: string,
  { default: values = [], options = [], multiple, allowCustomValues }: ModelParameter,
): void {
  const warn = (message: string, hint: string): void => report({ code: 'model.wrong_value', severity: 'warning', at: reader.placeOf('default'), message, hint })
  if (values.length > 1 && multiple !== true) warn(`default of parameter ${name} has ${values.length} values.`, 'Write one value, or multiple: true.')
  const other = values.find((value) => !options.includes(value))
  if (other !== undefined && options.length > 0 && allowCustomValues !== true) {
    warn(`default of parameter ${name} is not among its options: ${other}.`, `Use one of ${options.slice(0, 8).join(', ')}, or add it to options.`)
  }
}
