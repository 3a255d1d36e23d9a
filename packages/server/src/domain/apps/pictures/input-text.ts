import type { InputDefinition, InputValue } from '@atrium/documents'
import type { PictureWords } from './picture-words.ts'

/** The value of an input as people read it: choices by their names. */
export function inputText(input: InputDefinition, value: InputValue | undefined, { words, locale }: { words: PictureWords; locale: string }): string {
  if (value === null || value === undefined || value === '') return words.nothing
  if (input.type === 'file') return words.goneFile
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'object' && 'from' in value) return `${value.from ?? '…'} – ${value.to ?? '…'}`
  const nameOf = (one: string | number | boolean): string => {
    const listed = (input.type === 'dropdown' || input.type === 'multi_select') && 'values' in input.options ? input.options.values : []
    const label = listed.find((option) => option.value === one)?.label
    return label ?? (typeof one === 'number' ? one.toLocaleString(locale, { maximumFractionDigits: 20 }) : String(one))
  }
  if (typeof value !== 'object') return nameOf(value)
  return value.length === 0 ? words.nothing : value.map(nameOf).join(', ')
}
