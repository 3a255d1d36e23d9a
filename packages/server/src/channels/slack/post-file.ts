import { z } from 'zod'
import { understood } from '../../platform/net/ask-service.ts'
import type { SlackApi } from './slack-api.ts'

export type SlackFile = { name: string; /** For whoever does not see it. */ alt: string; bytes: Uint8Array }

const place = z.object({ upload_url: z.url(), file_id: z.string() })

/** Says something in a channel with a file below it. Needs the permission `files:write`. Throws as `SlackApi` does; nothing is said then. */
export async function postSlackFile(api: SlackApi, { channel, text, file }: { channel: string; text: string; file: SlackFile }): Promise<void> {
  const { name, alt, bytes } = file
  const asked = { filename: name, length: String(bytes.length), alt_txt: alt }
  const { upload_url: address, file_id: id } = understood(place, await api.call('files.getUploadURLExternal', asked), 'Slack')
  await api.upload(address, bytes)
  await api.call('files.completeUploadExternal', { files: JSON.stringify([{ id, title: name }]), channel_id: channel, initial_comment: text })
}
