import type { TokenRule } from '../../api/tokens.ts'

const dayMs = 86_400_000
const usual = [7, 30, 90, 365]
/** What is offered first. */
const preferred = 90
const soonDays = 7

/** Days that a token may live, as far as the organization lets it; null stands for ever. */
export function lifetimesOf({ maxDays, requiresExpiry }: TokenRule): (number | null)[] {
  const days = usual.filter((each) => maxDays === null || each <= maxDays)
  const longest = maxDays === null || usual.includes(maxDays) ? [] : [maxDays]
  return [...days, ...longest, ...(requiresExpiry ? [] : [null])]
}

/** The one that is offered first. */
export const preferredLifetime = (rule: TokenRule): number => Math.min(preferred, rule.maxDays ?? preferred)

/** The end of a token that lives so long from now on. */
export const endAfter = (days: number | null): string | null => (days === null ? null : new Date(Date.now() + days * dayMs).toISOString())

/** How a token stands to its end. */
export function stateOf(expiresAt: string | null): 'lasting' | 'soon' | 'ended' {
  if (expiresAt === null) return 'lasting'
  const left = new Date(expiresAt).getTime() - Date.now()
  if (left <= 0) return 'ended'
  return left <= soonDays * dayMs ? 'soon' : 'lasting'
}
