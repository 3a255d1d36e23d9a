import { z } from 'zod'
import { understood } from '../../platform/net/ask-service.ts'
import type { SlackApi } from './slack-api.ts'

export type SlackChannel = { id: string; name: string }

const page = z.object({
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

/** Slack hands out two hundred at a time; workspaces of ten thousand channels are answered. */
const mostPages = 50

/** Channels that are not archived, by name, as `#name`: the public ones and those that the bot was invited to. */
export async function listSlackChannels(api: SlackApi): Promise<SlackChannel[]> {
  const found: SlackChannel[] = []
  let cursor: string | undefined
  for (let pages = 0; pages < mostPages; pages++) {
    const asked = { types: 'public_channel,private_channel', exclude_archived: 'true', limit: '200', ...(cursor === undefined ? {} : { cursor }) }
    const { channels, response_metadata: next } = understood(page, await api.call('conversations.list', asked), 'Slack')
    found.push(...channels.map(({ id, name }) => ({ id, name: `#${name}` })))
    cursor = next?.next_cursor
    if (cursor === undefined || cursor === '') break
  }
  return found.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}
