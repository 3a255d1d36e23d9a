import { perform } from '../access/operation.ts'
import type { AccountCtx } from '../domain/identity/identity-ctx.ts'
import { mailPasswordReset, passwordResetRun } from '../domain/identity/reset-password.ts'
import type { Worker } from '../jobs/run.ts'

/** Answers wishes for a new password. The result is the same for everybody: a run must not tell who has an account. */
export const passwordResetWorker = (house: () => Omit<AccountCtx, 'actor' | 'requestId' | 'signal'>): Worker => ({
  kind: passwordResetRun,
  async work({ run, signal }) {
    const ctx: AccountCtx = { ...house(), signal, requestId: run.id, actor: { kind: 'system', name: passwordResetRun, organizationId: null } }
    await perform(mailPasswordReset, ctx, { email: String(run.payload['email']) })
    return {}
  },
})
