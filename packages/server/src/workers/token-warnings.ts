import { perform } from '../access/operation.ts'
import type { AccountCtx } from '../domain/identity/identity-ctx.ts'
import { warnOfEndingTokens } from '../domain/identity/warn-of-ending-tokens.ts'
import type { CronEntry } from '../jobs/cron-store.ts'
import type { Worker } from '../jobs/run.ts'

/** Looked for every morning. */
export const tokenWarningsEntry: CronEntry = { name: 'token_warnings', kind: 'token_warnings', cron: '17 6 * * *', timezone: 'UTC', payload: {} }

/** Writes to people whose tokens end within a week. */
export const tokenWarningsWorker = (house: () => Omit<AccountCtx, 'actor' | 'requestId' | 'signal'>): Worker => ({
  kind: 'token_warnings',
  work: async ({ run, signal }) =>
    perform(warnOfEndingTokens, { ...house(), signal, requestId: run.id, actor: { kind: 'system', name: 'token_warnings', organizationId: null } }, {}),
})
