import { formatCodeWriter } from '../format/format-code.ts'
import { isNamedFormat, namedFormats } from '../format/named-formats.ts'
import { shownNames } from '../problems/suggest.ts'
import type { Compact, FieldUrl } from '../types/field.ts'
import type { MapReader, Reading } from './map-reader.ts'
import { readAiHint, readSpotlight } from './read-more-keys.ts'
import type { DimensionSource, RequiredAttributes, SqlSource } from './model-source.ts'
import { childOf, isNothing, scalarText } from './node.ts'

/** Keys that dimensions and metrics share. */
export const fieldKeys = [
  'name',
  'label',
  'description',
  'type',
  'sql',
  'hidden',
  'groups',
  'group_label',
  'format',
  'format_options',
  'round',
  'compact',
  'urls',
  'tags',
  'required_attributes',
  'any_attributes',
  'meta',
  'ai_hint',
  'spotlight',
  'richText',
  'rich_text',
  'case_sensitive',
  'parameters',
] as const

/** Words that shorten large numbers. */
export const compacts: readonly Compact[] = ['thousands', 'millions', 'billions', 'trillions', 'K', 'thousand', 'M', 'million', 'B', 'billion', 'T', 'trillion']

type SharedField = Omit<DimensionSource, 'name' | 'at' | 'type' | 'intervals' | 'colors' | 'timezone' | 'caseSensitive'>

/** What dimensions and metrics have in common. */
export function readField(reading: Reading, reader: MapReader, owner: string): SharedField {
  const groupLabel = reader.text('group_label')
  return {
    label: reader.text('label'),
    description: reader.text('description'),
    sql: readSql(reader, 'sql'),
    hidden: reader.flag('hidden') ?? false,
    groups: reader.texts('groups') ?? (groupLabel === undefined ? [] : [groupLabel]),
    groupLabel,
    format: readFormat(reading, reader, owner),
    round: readRound(reader),
    compact: reader.word('compact', compacts),
    urls: readUrls(reading, reader, owner),
    tags: reader.texts('tags'),
    ...readAttributes(reader),
    aiHint: readAiHint(reader),
    spotlight: readSpotlight(reading, reader, owner),
  }
}

/** SQL as written, trimmed; SQL that is there but blank counts as missing. */
export function readSql(reader: MapReader, key: string): SqlSource | undefined {
  const sql = reader.text(key, 'strict')?.trim()
  return sql === undefined || sql === '' ? undefined : { sql, at: reader.placeOf(key) }
}

/**
 * `required_attributes` (all of them) and `any_attributes` (one of them): attribute → accepted values. Anything unclear is
 * an error, because it guards data.
 */
export function readAttributes(reader: MapReader): Pick<DimensionSource, 'requiredAttributes' | 'anyAttributes'> {
  const anyAttributes = attributesAt(reader, 'any_attributes')
  // One of none is nobody: that is never meant.
  if (anyAttributes !== undefined && Object.keys(anyAttributes).length === 0) reader.wrong('any_attributes', 'at least one attribute with its value', 'strict')
  return { requiredAttributes: attributesAt(reader, 'required_attributes'), anyAttributes }
}

function attributesAt(reader: MapReader, key: 'required_attributes' | 'any_attributes'): RequiredAttributes | undefined {
  const attributes = reader.child(key, 'strict')
  if (attributes === undefined) return undefined
  const accepted = [...attributes.entries.values()].flatMap(({ key: name, value }): [string, string | string[]][] => {
    const single = scalarText(value)
    if (single !== undefined) return [[name, single]]
    const list = value.kind === 'list' ? value.items.map(scalarText) : []
    if (list.length > 0 && !list.includes(undefined)) return [[name, list.filter((text) => text !== undefined)]]
    reader.wrong(key, `a value or a list of values for ${name}`, 'strict')
    return []
  })
  return Object.fromEntries(accepted)
}

/** A word or a number format. One that cannot be read is kept for who reads the explore, and said: values are shown without it. */
function readFormat(reading: Reading, reader: MapReader, owner: string): string | undefined {
  const format = reader.text('format')
  if (format === undefined || format === '' || isNamedFormat(format) || formatCodeWriter(format) !== undefined) return format
  reading.report({
    code: 'model.unknown_format',
    severity: 'warning',
    at: reader.placeOf('format'),
    message: `format of ${owner} is "${format}", which is no number format that is read here; values are shown without it.`,
    hint: `Use one of ${shownNames(Object.keys(namedFormats))}, or a number format such as '#,##0.00', '0.0%' or '[$€]#,##0.0,"K"'.`,
  })
  return format
}

function readRound(reader: MapReader): number | undefined {
  const round = reader.number('round')
  if (round === undefined || (Number.isInteger(round) && round >= -30 && round <= 30)) return round
  reader.wrong('round', 'a whole number of decimals')
}

function readUrls(reading: Reading, reader: MapReader, owner: string): FieldUrl[] | undefined {
  const node = childOf(reader.map, 'urls')
  if (node === undefined || isNothing(node)) return undefined
  return reader.maps('urls').flatMap((item) => {
    const url = scalarText(childOf(item, 'url'))
    if (url !== undefined) return [{ label: scalarText(childOf(item, 'label')) ?? url, url }]
    reading.report({
      code: 'model.wrong_value',
      severity: 'warning',
      at: reading.place(item.offset),
      message: `A link in urls of ${owner} has no url and is left out.`,
      hint: 'Give it a label and a url.',
    })
    return []
  })
}
