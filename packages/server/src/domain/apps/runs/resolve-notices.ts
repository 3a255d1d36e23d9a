import type { Db, Tx } from '../../../platform/db/db.ts'
import { AppError } from '../../../platform/errors.ts'
import { findGroups, findPeople, type Recipient } from './recipient-store.ts'
import type { GivenNotice, RunNotice } from './types.ts'

/** Recipients of one run or schedule. */
const mostRecipients = 100

/**
 * Whom to tell, one for each recipient. Throws `not_found` (`recipient_missing`) with all ids that are nobody of the organization,
 * `limit_exceeded` for too many.
 */
export async function resolveNotices(db: Db | Tx, organizationId: string, given: readonly GivenNotice[]): Promise<RunNotice[]> {
  const asked = given.flatMap(({ userIds, groupIds, slackChannelIds }) => [...userIds, ...groupIds, ...slackChannelIds])
  if (asked.length > mostRecipients) {
    throw new AppError('limit_exceeded', `A run tells at most ${mostRecipients} recipients; these are ${asked.length}. Put people into groups.`, {
      reason: 'too_many_recipients',
      params: { most: mostRecipients, count: asked.length },
    })
  }
  const people = byId(
    await findPeople(
      db,
      organizationId,
      given.flatMap(({ userIds }) => userIds),
    ),
  )
  const groups = byId(
    await findGroups(
      db,
      organizationId,
      given.flatMap(({ groupIds }) => groupIds),
    ),
  )
  const missing = given.flatMap(({ userIds, groupIds }) => [...userIds.filter((id) => !people.has(key(id))), ...groupIds.filter((id) => !groups.has(key(id)))])
  if (missing.length > 0) {
    throw new AppError('not_found', `There is no such person or group in your organization: ${missing.slice(0, 5).join(', ')}`, {
      reason: 'recipient_missing',
      fields: missing.map((id) => ({ path: 'notifications', message: 'is nobody of your organization', value: id })),
    })
  }
  return given.flatMap(({ type, userIds, groupIds, slackChannelIds, subject = null, body = null, picture = null }) =>
    [
      ...each('user', userIds, (id) => people.get(key(id))),
      ...each('group', groupIds, (id) => groups.get(key(id))),
      // The workspace is asked for its channels when there is something to say.
      ...each('slack_channel', slackChannelIds, (id) => ({ id, name: id })),
    ].map((found) => ({ type, ...found, subject, body, picture: type === 'failure' ? null : picture })),
  )
}

const key = (id: string): string => id.toLowerCase()
const byId = (found: readonly Recipient[]): Map<string, Recipient> => new Map(found.map((one) => [key(one.id), one]))

const each = (recipientType: RunNotice['recipientType'], ids: readonly string[], find: (id: string) => Recipient | undefined) =>
  [...new Set(ids)].flatMap((id) => {
    const recipient = find(id)
    return recipient === undefined ? [] : [{ recipientType, recipient }]
  })
