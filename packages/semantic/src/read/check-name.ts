import type { Reading } from './map-reader.ts'

/**
 * True when a name can be a part of ids and references. Reports others: letters that would break `${…}`, and the names
 * that every JavaScript object has.
 */
export function checkName(reading: Reading, name: string, offset: number, what: string): boolean {
  if (name !== '' && !/[\p{Cc}{}$`]/u.test(name) && !(name in Object.prototype) && name.trim() === name && name.length <= 300) return true
  reading.report({
    code: 'model.bad_name',
    at: reading.place(offset),
    message: `"${name.slice(0, 60)}" cannot be the name of a ${what}.`,
    hint: 'Use letters, digits and underscores.',
  })
  return false
}
