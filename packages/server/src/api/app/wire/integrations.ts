import { z } from 'zod'
import type { Integrations } from '../../../domain/integrations/list-integrations.ts'

const connected = { connectedAt: z.string() }
const githubWire = z.discriminatedUnion('method', [
  z.object({
    ...connected,
    method: z.literal('app'),
    url: z.string(),
    appId: z.string(),
    slug: z.string(),
    clientId: z.string().nullable(),
    account: z.string().nullable(),
  }),
  z.object({ ...connected, method: z.literal('token'), url: z.string(), login: z.string() }),
])

export const integrationsWire = z.object({
  github: githubWire.nullable(),
  google: z.object({ ...connected, url: z.string().nullable(), clientId: z.string() }).nullable(),
  slack: z
    .object({
      ...connected,
      url: z.string(),
      team: z.string(),
      bot: z.string(),
      notificationChannel: z.string().nullable(),
      appProfilePhotoUrl: z.string().nullable(),
      channelProjects: z.array(z.object({ channelId: z.string(), projectUuid: z.string() })),
    })
    .nullable(),
  githubCallback: z.string(),
  googleRedirect: z.string(),
})

/** What the organization is connected to, as the pages show it. There are no secrets in it to leave out. */
export function toIntegrations({ github, google, slack, ...addresses }: Integrations): z.infer<typeof integrationsWire> {
  const at = (connectedAt: Date): { connectedAt: string } => ({ connectedAt: connectedAt.toISOString() })
  return {
    ...addresses,
    github: github === null ? null : { ...at(github.connectedAt), ...githubOf(github.settings) },
    google: google === null ? null : { ...at(google.connectedAt), url: google.settings.url, clientId: google.settings.clientId },
    slack:
      slack === null
        ? null
        : {
            ...at(slack.connectedAt),
            url: slack.settings.url,
            team: slack.settings.team,
            bot: slack.settings.bot,
            notificationChannel: slack.settings.notificationChannel,
            appProfilePhotoUrl: slack.settings.appProfilePhotoUrl,
            channelProjects: slack.settings.channelProjects.map(({ channelId, projectId }) => ({ channelId, projectUuid: projectId })),
          },
  }
}

function githubOf(settings: NonNullable<Integrations['github']>['settings']) {
  const { url } = settings
  if (settings.method === 'token') return { method: 'token' as const, url, login: settings.login }
  const { appId, slug, clientId, installation } = settings
  return { method: 'app' as const, url, appId, slug, clientId, account: installation?.account ?? null }
}

/** Blank is left out: a form sends what nobody entered as an empty text. */
const secret = z
  .string()
  .max(20_000)
  .optional()
  .transform((text) => (text === undefined || text.trim() === '' ? undefined : text))
const word = z.string().trim().min(1).max(300)
const blankAsNull = z
  .string()
  .trim()
  .max(300)
  .nullish()
  .transform((text) => (text === undefined || text === '' ? null : text))

export const connectGithubRequest = z.discriminatedUnion('method', [
  z.object({ method: z.literal('app'), url: word, appId: word.regex(/^\d+$/, 'is a number'), privateKey: secret, clientId: blankAsNull, clientSecret: secret }),
  z.object({ method: z.literal('token'), url: word, token: secret }),
])
export const connectGoogleRequest = z.object({ url: blankAsNull, clientId: word, clientSecret: secret })
export const connectSlackRequest = z.object({ url: word, token: secret })
