/** How a reason is said: the first sentence that finds all that stands in its braces. */
export type Sentences = string | readonly string[]
export type Saying = { message?: Sentences; hint?: string }

/** A sentence with its parameters; null when none finds all of its own. */
export function tell(sentences: Sentences = [], params: Readonly<Record<string, string | number>>, locale: string): string | null {
  const number = new Intl.NumberFormat(locale)
  const placeholder = /\{(\w+)\}/gu
  const found = [sentences].flat().find((sentence) => [...sentence.matchAll(placeholder)].every(([, name = '']) => Object.hasOwn(params, name)))
  if (found === undefined) return null
  return found.replaceAll(placeholder, (_, name: string) => {
    const value = params[name] ?? ''
    return typeof value === 'number' ? number.format(value) : value
  })
}
