import type { Ctx } from '../../../access/operation.ts'
import { requireAction } from '../../content/content-target.ts'
import type { AppRunTarget } from './app-run-target.ts'
import type { GivenNotice } from './types.ts'

/**
 * Whoever may run an app tells people that it ran; words of their own and whole groups are for its editors, channels for those who may
 * use what the organization is connected with: else anybody writes to everybody in the name of the house. Throws `forbidden`.
 */
export function requireMayTell(ctx: Ctx, target: Omit<AppRunTarget, 'run'>, given: readonly GivenNotice[]): void {
  const isOwnWords = given.some(({ groupIds, subject, body }) => groupIds.length > 0 || subject !== undefined || body !== undefined)
  if (isOwnWords) requireAction(ctx, 'app.update', target)
  if (given.some(({ slackChannelIds }) => slackChannelIds.length > 0)) requireAction(ctx, 'integration.use', { organizationId: target.organizationId })
}
