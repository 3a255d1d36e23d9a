import { perform } from '../../../access/operation.ts'
import { mostFileBytes, type MailFile } from '../../../channels/mail/mail.ts'
import { errorForPeople } from '../../../jobs/retry.ts'
import { isAppError } from '../../../platform/errors.ts'
import type { Language } from '../../../platform/languages.ts'
import { drawApp, type DrawCtx } from '../../apps/pictures/draw-session.ts'
import { runnerOf } from '../../apps/runs/runner-of-run.ts'
import type { AppRun, InNameOfToken, NoticePicture } from '../../apps/runs/types.ts'
import { pictureTokenOver, pictureTooLarge, type Trouble } from './app-run-words.ts'

export type DrawRunCtx = DrawCtx & InNameOfToken & { /** Hears of trouble that no person can mend. */ onError(message: string, error: unknown): void }

/** A picture of what came of a run, or why there is none. */
export type DrawnRun = { file: MailFile } | { problem: Trouble }

const types: Readonly<Record<NoticePicture, string>> = { png: 'image/png', pdf: 'application/pdf' }

const tooLarge: Trouble = { message: `It is larger than ${mostFileBytes / 1024 / 1024} MB. Show less in the app.`, reason: pictureTooLarge }

/** The run itself was well: what is said of runs whose token is over would say otherwise. */
const tokenOver: Trouble = {
  message: 'The token that began this run was revoked or has expired since, and nothing is drawn with its rights any more.',
  reason: pictureTokenOver,
}

/**
 * Draws the app as a run left it, as whoever it ran as may see it now. That it cannot be drawn is an answer, too: people are told all the
 * same.
 */
export async function drawRun(ctx: DrawRunCtx, run: AppRun, { as, language }: { as: NoticePicture; language: Language }): Promise<DrawnRun> {
  try {
    const actor = await runnerOf(ctx, run)
    const { name, bytes } = await perform(drawApp, { ...ctx, actor }, { sessionId: run.sessionId, as, locale: language })
    if (bytes.length > mostFileBytes) return { problem: tooLarge }
    return { file: { name: `${name}.${as}`, contentType: types[as], bytes } }
  } catch (error) {
    ctx.signal.throwIfAborted()
    if (!isAppError(error)) ctx.onError(`run ${run.id} of an app could not be drawn`, error)
    if (isAppError(error) && error.details.reason === 'token_over') return { problem: tokenOver }
    return { problem: { message: errorForPeople(error), reason: isAppError(error) ? (error.details.reason ?? null) : null } }
  }
}
