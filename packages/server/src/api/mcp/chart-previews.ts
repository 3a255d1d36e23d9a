import type { UserActor } from '../../access/actor.ts'
import type { CreateChart } from '../../domain/content/create-chart.ts'
import type { Clock } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { newSecret } from '../../platform/ids.ts'

/** How long a preview may be confirmed. */
export const previewMs = 10 * 60_000
/** Previews of one credential that wait; older ones go. */
const perCredential = 20
/** Of all together. */
const inAll = 2000

/** Charts that were previewed and wait for a confirmation by the same credential, each once. */
export type ChartPreviews = {
  /** Keeps a wish; answers the token that confirms it, and until when it does. */
  keep(actor: UserActor, wish: CreateChart): { token: string; expiresAt: Date }
  /** Gives the wish out, once. Throws `not_found` for an unknown token, one that expired or was used, or somebody else's. */
  take(actor: UserActor, token: string): CreateChart
}

export function createChartPreviews(clock: Clock): ChartPreviews {
  // In the order in which they were kept, which is that in which they expire.
  const kept = new Map<string, { credentialId: string; userId: string; wish: CreateChart; until: number }>()
  const forgetExpired = (): void => {
    for (const [token, { until }] of kept) {
      if (until > clock.now()) return
      kept.delete(token)
    }
  }
  return {
    keep({ userId, credentialId }, wish) {
      forgetExpired()
      const own = [...kept].filter(([, one]) => one.credentialId === credentialId)
      for (const [token] of own.slice(0, Math.max(0, own.length - perCredential + 1))) kept.delete(token)
      const [oldest] = kept.keys()
      if (kept.size >= inAll && oldest !== undefined) kept.delete(oldest)
      const token = newSecret(18)
      const until = clock.now() + previewMs
      kept.set(token, { userId, credentialId, wish, until })
      return { token, expiresAt: new Date(until) }
    },
    take({ userId, credentialId }, token) {
      forgetExpired()
      const found = kept.get(token)
      if (found === undefined || found.userId !== userId || found.credentialId !== credentialId) {
        throw new AppError('not_found', 'This preview is unknown, was confirmed already, or has expired. Call preview_chart again.', {
          reason: 'preview_missing',
        })
      }
      kept.delete(token)
      return found.wish
    },
  }
}
