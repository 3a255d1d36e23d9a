import { Day, type TemplateValue } from '@atrium/documents'
import { decodeValue } from '../../../kernels/values.ts'
import type { CellValue } from '../../../kernels/kernel.ts'

/** A value that code made, as templates read it: moments as text in UTC, integers that no number holds as their digits. */
export const codedAsTemplateValue = (coded: unknown): TemplateValue => asTemplateValue(decodeValue(coded))

function asTemplateValue(value: CellValue): TemplateValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : momentText(value)
  if (Array.isArray(value)) return (value as readonly CellValue[]).map(asTemplateValue)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asTemplateValue(one)]))
}

/** `YYYY-MM-DD HH:MM:SS`, as inputs of moments are. */
const momentText = (moment: Date): string => moment.toISOString().slice(0, 19).replace('T', ' ')

/** A value of a template, as cells of code get it: a day as the midnight in UTC with which it begins. */
export function asCellValue(value: TemplateValue): CellValue {
  if (value instanceof Day) return new Date(`${value.iso}T00:00:00Z`)
  if (Array.isArray(value)) return (value as readonly TemplateValue[]).map(asCellValue)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value as Record<string, TemplateValue>).map(([key, one]) => [key, asCellValue(one)]))
  return value
}
