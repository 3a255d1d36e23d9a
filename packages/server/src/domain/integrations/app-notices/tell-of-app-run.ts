import type { Target } from '../../../access/actions.ts'
import { readOperation } from '../../../access/operation.ts'
import type { OutgoingMail } from '../../../channels/mail/mail.ts'
import { postSlackFile } from '../../../channels/slack/post-file.ts'
import { postSlackMessage } from '../../../channels/slack/post-message.ts'
import type { SlackApi } from '../../../channels/slack/slack-api.ts'
import { isLastingError } from '../../../jobs/retry.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import { findResource } from '../../../resources/resource-list-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import { findAppRun } from '../../apps/runs/app-run-store.ts'
import { isWanted } from '../../apps/runs/end-app-run.ts'
import { appendLog } from '../../apps/runs/run-log-store.ts'
import type { AppRun, RunNotice } from '../../apps/runs/types.ts'
import { languages, type Language } from '../../../platform/languages.ts'
import { peopleToTell } from '../../comments/notification-store.ts'
import { peopleSeeing, type MentionablePerson } from '../../comments/mentionable-people.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import { listMembersOfGroups } from '../../identity/groups/group-store.ts'
import { requireIntegration, type IntegrationsCtx } from '../integrations-ctx.ts'
import { asBot } from '../slack/connect-slack.ts'
import type { SlackSettings } from '../slack/types.ts'
import { appRunMail, appRunText, pictureAlt, type Told } from './app-run-mail.ts'
import { slackRefuses } from './app-run-words.ts'
import { drawRun, type DrawRunCtx } from './draw-run.ts'

export type TellCtx = ContentCtx & IntegrationsCtx & DrawRunCtx & { mail: OutgoingMail }

const dayMs = 86_400_000

/**
 * Tells one recipient of a run that ended, with a picture where one is wanted and it went well: people and groups by mail, as far as
 * they may see the app, a channel in Slack. Whether that went well stands in the log of the run. Throws what may be better later.
 */
export const tellOfAppRun = readOperation<TellCtx, { appRunId: string; notice: number }, Target, { told: boolean }>({
  name: 'app_runs.tell',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run(ctx, { appRunId, notice: index }) {
    const run = await findAppRun(ctx.db, appRunId)
    const app = run === null ? null : await findResource(ctx.db, notebookKind, { idOrSlug: run.appId })
    const notice = run?.notices[index]
    if (run === null || app === null || notice === undefined || !isWanted(notice, run)) return { told: false }
    try {
      const told: Told = {
        app: app.name,
        notice,
        run,
        link: ctx.mail.linkTo(`/p/${run.projectId}/apps/${run.appId}/runs/${run.id}`),
        language: 'en',
        drawn: null,
      }
      await (notice.recipientType === 'slack_channel' ? tellChannel(ctx, app, told) : tellPeople(ctx, app, told))
      return { told: true }
    } catch (error) {
      if (!isAppError(error) || !isLastingError(error)) throw error
      await note(ctx, run, 'not_told', `${notice.recipient.name}: ${error.message}`)
      return { told: false }
    }
  },
})

async function tellChannel(ctx: TellCtx, { organizationId }: Resource, told: Told): Promise<void> {
  const slack = await requireIntegration<SlackSettings>(ctx, organizationId, 'slack')
  const bot = await asBot(ctx, slack)
  const { name, id } = told.notice.recipient
  const [owner] = told.run.owner === null ? [] : await peopleToTell(ctx.db, [told.run.owner.id])
  const said = await sayIn(bot, id, await inLanguage(ctx, told, owner?.language ?? 'en'))
  await noteTold(ctx, said, name)
}

/** With its picture where Slack takes one; answers what was said. */
async function sayIn(bot: SlackApi, channel: string, told: Told): Promise<Told> {
  if (told.drawn !== null && 'file' in told.drawn) {
    const { name, bytes } = told.drawn.file
    try {
      await postSlackFile(bot, { channel, text: appRunText(told), file: { name, alt: pictureAlt(told), bytes } })
      return told
    } catch (error) {
      if (!isAppError(error) || !isLastingError(error)) throw error
      return sayIn(bot, channel, { ...told, drawn: { problem: { message: error.message, reason: slackRefuses } } })
    }
  }
  await postSlackMessage(bot, { channel, text: appRunText(told) })
  return told
}

async function tellPeople(ctx: TellCtx, app: Resource, told: Told): Promise<void> {
  const { notice } = told
  if (!ctx.mail.isConfigured) {
    throw new AppError('invalid', 'This server sends no mail. An administrator sets ATRIUM_SMTP_URL.', { reason: 'no_mail' })
  }
  const wanted = await peopleOf(ctx, notice)
  const people = (await peopleSeeing(ctx, app)).filter(({ userId }) => wanted.has(userId))
  if (people.length === 0) throw new AppError('forbidden', 'Nobody of them may see the app.', { reason: 'recipient_may_not' })
  const letters: Letter[] = []
  for (const language of languages) {
    const readers = people.filter((person) => person.language === language)
    if (readers.length > 0) letters.push({ told: await inLanguage(ctx, told, language), readers })
  }
  await mail(ctx, letters)
  const drawings = letters.map(({ told: { drawn } }) => drawn)
  const drawn = drawings.find((one) => one !== null && 'problem' in one) ?? null
  await noteTold(ctx, { ...told, drawn }, notice.recipientType === 'user' ? notice.recipient.name : `${notice.recipient.name} (${people.length})`)
}

async function peopleOf(ctx: TellCtx, { recipientType, recipient }: RunNotice): Promise<Set<string>> {
  if (recipientType === 'user') return new Set([recipient.id])
  const members = (await listMembersOfGroups(ctx.db, [recipient.id])).get(recipient.id) ?? []
  return new Set(members.map(({ userId }) => userId))
}

/** In the language of whoever gets it, with what is drawn in it; before anything is written. */
async function inLanguage(ctx: TellCtx, told: Told, language: Language): Promise<Told> {
  const { run, notice } = told
  const drawn = notice.picture === null || run.state !== 'completed' ? null : await drawRun(ctx, run, { as: notice.picture, language })
  return { ...told, language, drawn }
}

/** What those get who read one language. */
type Letter = { told: Told; readers: readonly MentionablePerson[] }

const mail = (ctx: TellCtx, letters: readonly Letter[]): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    for (const { told, readers } of letters) {
      const fileId = told.drawn !== null && 'file' in told.drawn ? await ctx.mail.attach(told.drawn.file, tx) : undefined
      for (const { email } of readers) await ctx.mail.post(appRunMail(email, told), new Date(ctx.clock.now() + dayMs), tx, fileId)
    }
  })

async function noteTold(ctx: TellCtx, { run, drawn }: Told, recipient: string): Promise<void> {
  await note(ctx, run, 'told', recipient)
  if (drawn !== null && 'problem' in drawn) await note(ctx, run, 'not_drawn', `${recipient}: ${drawn.problem.message}`)
}

const note = ({ db, clock }: TellCtx, run: AppRun, event: 'told' | 'not_told' | 'not_drawn', message: string): Promise<void> =>
  appendLog(db, run.id, new Date(clock.now()), [{ level: event === 'told' ? 'info' : 'warning', event, cellId: null, message }])
