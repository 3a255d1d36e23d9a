import type { DimensionType } from '@atrium/semantic'
import { isoDate, isoTimestamp } from './iso-text.ts'

/** How values of a type are shown: its name, what it is to people, and its text as JSON. */
export type ValueType = { name: string; type: DimensionType; encode(text: string): string }

const asText = (text: string): string => JSON.stringify(text)
const asIs = (text: string): string => text

/** Whole numbers that a double holds exactly are numbers, larger ones text: no digit is ever lost. */
function integer(text: string): string {
  return text.length < 16 || Number.isSafeInteger(Number(text)) ? text : `"${text}"`
}

/** JSON has no NaN and no infinity: they are nothing. */
function float(text: string): string {
  const value = Number(text)
  return Number.isFinite(value) ? String(value) : 'null'
}

/** Digits after which the server cuts a quotient off; what was divided has no digits to lose. */
const quotientDigits = 16

function decimal(text: string, isDeclared: boolean): string {
  if (!/^-?\d/.test(text)) return 'null'
  const [whole = '', fraction = ''] = text.split('.')
  if (fraction === '') return integer(text)
  const significant = (whole.replace('-', '') + fraction.replace(/0+$/, '')).replace(/^0+/, '')
  if (significant.length <= 15) return fraction.length > 15 ? float(text) : text
  const isQuotient = !isDeclared && fraction.length >= quotientDigits && Number.isSafeInteger(Number(whole))
  return isQuotient ? float(text) : `"${text}"`
}

const text = (name: string): ValueType => ({ name, type: 'string', encode: asText })
const number = (name: string, encode: (value: string) => string): ValueType => ({ name, type: 'number', encode })

/** Types of the server's catalog, by their numbers, which never change. */
const known: Readonly<Record<number, ValueType>> = {
  16: { name: 'boolean', type: 'boolean', encode: (value) => (value === 't' ? 'true' : 'false') },
  17: text('bytea'),
  18: text('"char"'),
  19: text('name'),
  20: number('bigint', integer),
  21: number('smallint', asIs),
  23: number('integer', asIs),
  25: text('text'),
  26: number('oid', asIs),
  114: text('json'),
  142: text('xml'),
  700: number('real', float),
  701: number('double precision', float),
  705: text('unknown'),
  790: text('money'),
  869: text('inet'),
  1042: text('character'),
  1043: text('character varying'),
  1082: { name: 'date', type: 'date', encode: isoDate },
  1083: text('time without time zone'),
  1114: { name: 'timestamp without time zone', type: 'timestamp', encode: (value) => isoTimestamp(value, '') },
  1184: { name: 'timestamp with time zone', type: 'timestamp', encode: (value) => isoTimestamp(value, 'Z') },
  1186: text('interval'),
  1266: text('time with time zone'),
  1700: number('numeric', (value) => decimal(value, false)),
  2950: text('uuid'),
  3802: text('jsonb'),
}

/** Arrays of the types above, by the numbers of both. */
const elements: Readonly<Record<number, number>> = {
  199: 114,
  1000: 16,
  1001: 17,
  1005: 21,
  1007: 23,
  1009: 25,
  1014: 1042,
  1015: 1043,
  1016: 20,
  1021: 700,
  1022: 701,
  1115: 1114,
  1182: 1082,
  1183: 1083,
  1185: 1184,
  1187: 1186,
  1231: 1700,
  2951: 2950,
  3807: 3802,
}

/** The type of a column as the server describes it; null for one of its own making, of which only the server knows the name. */
export function valueTypeOf({ dataTypeID, dataTypeModifier }: { dataTypeID: number; dataTypeModifier: number }): ValueType | null {
  if (dataTypeID === 1700 && dataTypeModifier >= 4) {
    const [precision, scale] = [(dataTypeModifier - 4) >> 16, (dataTypeModifier - 4) & 0x7ff]
    return number(`numeric(${precision},${scale})`, (value) => decimal(value, true))
  }
  const element = known[elements[dataTypeID] ?? 0]
  return element === undefined ? (known[dataTypeID] ?? null) : arrayOf(`${element.name}[]`, element.encode)
}

/** A type that the server alone knows, by the name it gives. */
export const namedType = (name: string): ValueType => (name.endsWith('[]') ? arrayOf(name, asText) : text(name))

const arrayOf = (name: string, encode: ValueType['encode']): ValueType => ({ name, type: 'string', encode: (value) => arrayJson(value, encode) })

/** An array as the server writes it (`{1,NULL,"a b",{…}}`), as JSON; bounds other than from 1 on are left out. */
function arrayJson(value: string, encode: ValueType['encode']): string {
  let at = value.indexOf('{')
  const item = (): string => {
    if (value[at] === '{') return list()
    if (value[at] === '"') return encode(quoted())
    const from = at
    while (at < value.length && value[at] !== ',' && value[at] !== '}') at++
    const plain = value.slice(from, at)
    return plain === 'NULL' ? 'null' : encode(plain)
  }
  const quoted = (): string => {
    let content = ''
    for (at++; at < value.length && value[at] !== '"'; at++) {
      if (value[at] === '\\') at++
      content += value[at] ?? ''
    }
    at++
    return content
  }
  const list = (): string => {
    const items: string[] = []
    for (at++; at < value.length && value[at] !== '}';) {
      items.push(item())
      if (value[at] === ',') at++
    }
    at++
    return `[${items.join(',')}]`
  }
  return at === -1 ? JSON.stringify(value) : list()
}
