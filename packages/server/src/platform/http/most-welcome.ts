/** Letters of an `Accept` that are read. */
const longest = 1000

/**
 * Which of the media types that an answer can be in its `Accept` likes best, of equals the first that is offered; null when it names
 * none of them. Types with a star name none: they leave it to the answer.
 */
export function mostWelcome<Offer extends string>(accept: string | undefined, offered: readonly Offer[]): Offer | null {
  const weights = new Map<string, number>()
  for (const part of (accept ?? '').slice(0, longest).toLowerCase().split(',')) {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim())
    const weight = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1)
    weights.set(type, Math.max(weights.get(type) ?? 0, Number.isNaN(weight) ? 1 : weight))
  }
  const weightOf = (type: string): number => weights.get(type) ?? 0
  return offered.reduce<Offer | null>((known, one) => (weightOf(one) > (known === null ? 0 : weightOf(known)) ? one : known), null)
}
