import { formatCodeWriter } from '../../format/format-code.ts'
import type { CustomFormat } from '../../types/field.ts'
import type { DimensionSource, MetricSource } from '../model-source.ts'
import { type LookmlBlock, textOf } from './lookml-node.ts'
import type { ViewReading } from './view-reading.ts'

/** Formats of a field as dimensions and as metrics hold them. */
export type FieldFormat = { dimension: Partial<Pick<DimensionSource, 'format' | 'round'>>; metric: Partial<Pick<MetricSource, 'format' | 'formatOptions'>> }

const plain: FieldFormat = { dimension: {}, metric: {} }
const currencies = new Set(['usd', 'gbp', 'eur'])

/** `value_format_name`, or a `value_format`: one that says the same, or a number format of spreadsheets as it stands. */
export function formatOf({ notes, view }: ViewReading, block: LookmlBlock, what: string): FieldFormat {
  const code = textOf(block, 'value_format')
  const name = textOf(block, 'value_format_name') ?? namedFormat(code)
  if (name === undefined) {
    if (code === undefined) return plain
    if (formatCodeWriter(code) !== undefined) return { dimension: { format: code }, metric: { format: code } }
    const at = view.place(block.nameOffset)
    notes.approximated({ what, at, why: `its value_format ${code} is no number format`, hint: 'Values are shown as they are. Use digits, as in "#,##0.00".' })
    return plain
  }
  if (name === 'id') return { dimension: { format: 'id' }, metric: { formatOptions: { type: 'id' } } }
  const [, kind = '', digits] = /^([a-z]+)(?:_(\d))?$/.exec(name) ?? []
  const round = digits === undefined ? undefined : Number(digits)
  const decimals = (fallback: number): { round: number } => ({ round: round ?? fallback })
  if (kind === 'decimal') return both(undefined, { type: 'number', ...decimals(0) })
  if (kind === 'percent') return both('percent', { type: 'percent', ...decimals(0) })
  return currencies.has(kind) ? both(kind, { type: 'currency', currency: kind.toUpperCase(), ...decimals(2) }) : plain
}

function both(format: string | undefined, options: CustomFormat): FieldFormat {
  return { dimension: { format, round: options.round }, metric: { formatOptions: options } }
}

const spreadsheet = /^"?([$€£]?)"?(?:#,##)?0(?:\.(0+))?("?%"?)?$/

/** The name of a spreadsheet format that is one of the named ones in other words. */
function namedFormat(text: string | undefined): string | undefined {
  const found = spreadsheet.exec(text?.trim() ?? '')
  if (found === null) return undefined
  const [, sign = '', decimals = '', percent] = found
  const currency = { $: 'usd', '€': 'eur', '£': 'gbp' }[sign]
  return `${percent === undefined ? (currency ?? 'decimal') : 'percent'}_${decimals.length}`
}
