import type { Integration } from '../integration-store.ts'

export type SlackSettings = {
  /** Slack's own API, or that of a Slack elsewhere. */
  url: string
  team: string
  bot: string
  /** Where failures of scheduled work are told; null: nowhere. */
  notificationChannel: string | null
  /** The picture beside messages; null: the app's own. */
  appProfilePhotoUrl: string | null
  /** Channels that belong to a project. */
  channelProjects: { channelId: string; projectId: string }[]
}

export type SlackIntegration = Integration<SlackSettings>

/** What its secret is for. */
export const slackToken = 'be the bot in Slack'
