/** Names and values of somebody, as they are told back or kept in a log: as long as anybody reads. */

const longestName = 80
const longestValue = 1000

export const briefName = (name: string): string => cut(name, longestName)

/** The value itself; of a longer one the beginning of how it is written. */
export function briefValue(value: unknown): unknown {
  const text = JSON.stringify(value) ?? ''
  return text.length <= longestValue ? value : cut(typeof value === 'string' ? value : text, longestValue)
}

const cut = (text: string, longest: number): string => (text.length <= longest ? text : `${text.slice(0, longest)}…`)
