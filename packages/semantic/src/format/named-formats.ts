import type { CustomFormat, NamedFormat } from '../types/field.ts'

/** What the words of `format` stand for. */
export const namedFormats: Record<NamedFormat, CustomFormat> = {
  km: { type: 'number', suffix: ' km' },
  mi: { type: 'number', suffix: ' mi' },
  usd: { type: 'currency', currency: 'USD' },
  gbp: { type: 'currency', currency: 'GBP' },
  eur: { type: 'currency', currency: 'EUR' },
  id: { type: 'id' },
  percent: { type: 'percent' },
}

/** True for a word of `format`, false for a number format. */
export const isNamedFormat = (format: string): format is NamedFormat => Object.hasOwn(namedFormats, format)
