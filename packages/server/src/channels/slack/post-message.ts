import type { SlackApi } from './slack-api.ts'

/** Says something in a channel, in Slack's markup, without pictures of the addresses in it. Throws as `SlackApi` does. */
export async function postSlackMessage(api: SlackApi, { channel, text }: { channel: string; text: string }): Promise<void> {
  await api.call('chat.postMessage', { channel, text, unfurl_links: 'false', unfurl_media: 'false' })
}
