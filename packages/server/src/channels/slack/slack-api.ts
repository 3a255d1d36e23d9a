import { z } from 'zod'
import { AppError } from '../../platform/errors.ts'
import { createAskService, understood } from '../../platform/net/ask-service.ts'
import type { Outbound } from '../../platform/net/outbound.ts'

/** Slack's Web API with the token of a bot. */
export type SlackApi = {
  /** Calls a method. Throws `invalid` (`slack`) with Slack's own word, `limit_exceeded` with its pause, `unavailable`. */
  call(method: string, parameters?: Record<string, string>): Promise<unknown>
  /** Sends a file to an address that Slack gave for it. Throws as above. */
  upload(address: string, bytes: Uint8Array): Promise<void>
}

const outcome = z.looseObject({ ok: z.boolean(), error: z.string().optional(), needed: z.string().optional() })

/** What to do about the most common refusals; others are told as they are. */
const advice: Readonly<Record<string, string>> = {
  invalid_auth: 'The bot token is not accepted. Copy it again from the page "OAuth & Permissions" of the Slack app.',
  not_authed: 'The bot token is not accepted. Copy it again from the page "OAuth & Permissions" of the Slack app.',
  token_revoked: 'The bot token was revoked. Install the Slack app again and enter its new token.',
  account_inactive: 'The bot was removed from the workspace. Install the Slack app again and enter its new token.',
  missing_scope: 'The Slack app lacks a permission. Add it on the page "OAuth & Permissions", install the app again and enter its new token.',
  channel_not_found: 'There is no such channel, or the bot is not in it. Invite the bot to it.',
}

export function createSlackApi(outbound: Outbound, url: string, token: string): SlackApi {
  const ask = createAskService(outbound, 'Slack')
  return {
    async call(method, parameters = {}) {
      const { status, headers, body } = await ask(`${url}/${method}`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, form: parameters })
      if (status === 429) {
        const retryAfterSeconds = Number(headers.get('retry-after') ?? '30')
        throw new AppError('limit_exceeded', `Slack is asked too often. Try again in ${retryAfterSeconds} seconds.`, { reason: 'slack', retryAfterSeconds })
      }
      if (status >= 500) throw new AppError('unavailable', `Slack has a problem of its own (${status}). Try again in a minute.`, { reason: 'service_away' })
      const { ok, error = 'unknown_error', needed } = understood(outcome, body, 'Slack')
      if (ok) return body
      const lacking = needed === undefined ? '' : `, needed: ${needed}`
      throw new AppError('invalid', `Slack refuses this (${error}${lacking}). ${advice[error] ?? 'Look up the word in its documentation of the method'}`, {
        reason: 'slack',
      })
    },
    async upload(address, bytes) {
      // The address is the permission: the token stays here.
      const { status } = await ask(address, { method: 'POST', headers: {}, bytes })
      if (status >= 500) throw new AppError('unavailable', `Slack has a problem of its own (${status}). Try again in a minute.`, { reason: 'service_away' })
      if (status >= 300) throw new AppError('invalid', `Slack does not take the file (${status}).`, { reason: 'slack' })
    },
  }
}
