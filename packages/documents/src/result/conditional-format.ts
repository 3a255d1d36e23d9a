import { isNumericItem, type FieldId } from '@atrium/semantic'
import type { TableConfig } from '../chart/chart-document.ts'
import { mixed, safeColor, textOn } from '../option/colors.ts'
import type { ChartResult, ResultRow } from './chart-result.ts'
import { ruleHolds, type FormatRule } from './format-rule.ts'
import { shownNumber } from './shown-number.ts'

/** Colours of a cell; the text's is the one that can be read on the background. */
export type CellStyle = { background: string; color: string }

type Format = NonNullable<TableConfig['conditionalFormattings']>[number]
type Paint = (fieldId: FieldId, row: ResultRow) => string | undefined

/**
 * How the cells of a table are coloured by its rules. A format is about one field, or about all of them; of several that
 * hold for a cell the last one counts. Rules about percentages mean the number people see: 5 is 5 %.
 */
export function cellStyles(settings: TableConfig | undefined, result: ChartResult): (fieldId: FieldId, row: ResultRow) => CellStyle | undefined {
  const paints = (settings?.conditionalFormattings ?? []).map((format) => ({ target: format.target?.fieldId, paint: paintOf(format, result) })).toReversed()
  if (paints.length === 0) return () => undefined
  return (fieldId, row) => {
    for (const { target, paint } of paints) {
      const background = target === undefined || target === fieldId ? paint(fieldId, row) : undefined
      if (background !== undefined) return { background, color: textOn(background) }
    }
    return undefined
  }
}

const paintOf = (format: Format, result: ChartResult): Paint =>
  typeof format.color === 'string' ? singleColor(format, format.color, result) : colorRange(format, format.color, result)

function singleColor({ rules = [] }: Format, color: string, { fields }: ChartResult): Paint {
  const safe = safeColor(color)
  if (safe === undefined || rules.length === 0) return () => undefined
  return (fieldId, row) => (rules.every((rule) => ruleHolds(rule as FormatRule, row, { fieldId, fields })) ? safe : undefined)
}

function colorRange({ rule, target }: Format, { start, end }: { start: string; end: string }, result: ChartResult): Paint {
  const isHex = [start, end].every((color) => /^#[0-9a-f]{6}$/i.test(color))
  if (!isHex) return () => undefined
  const { min, max } = rangeOf(rule, target?.fieldId, result)
  return (fieldId, row) => {
    const item = result.fields[fieldId]
    const value = isNumericItem(item) ? shownNumber(item, row, fieldId) : null
    if (value === null || value < min || value > max) return undefined
    return mixed(start, end, max === min ? 1 : (value - min) / (max - min))
  }
}

/** Ends of a range; where one is left open, the least or greatest number of the columns it is about. */
function rangeOf(rule: Format['rule'], target: FieldId | undefined, { rows, fields }: ChartResult): { min: number; max: number } {
  const [min, max] = [rule?.min, rule?.max]
  if (typeof min === 'number' && typeof max === 'number') return { min, max }
  const columns = target === undefined ? Object.keys(fields).filter((fieldId) => isNumericItem(fields[fieldId])) : [target]
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const row of rows) {
    for (const column of columns) {
      const value = shownNumber(fields[column], row, column)
      if (value === null) continue
      least = Math.min(least, value)
      greatest = Math.max(greatest, value)
    }
  }
  return { min: typeof min === 'number' ? min : least, max: typeof max === 'number' ? max : greatest }
}
