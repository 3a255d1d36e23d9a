import { perform } from '../../../access/operation.ts'
import { mostFileBytes } from '../../../channels/mail/mail.ts'
import { errorForPeople } from '../../../jobs/retry.ts'
import { isAppError } from '../../../platform/errors.ts'
import type { Language } from '../../../platform/languages.ts'
import { drawApp, type DrawCtx } from '../../apps/pictures/draw-session.ts'
import { ownerOf } from '../../apps/runs/owner-of-run.ts'
import type { AppRun, InTheirName, NoticePicture } from '../../apps/runs/types.ts'
import { pictureTooLarge, type Trouble } from './app-run-words.ts'
import type { DrawnRun, RunDrawings } from './run-drawings.ts'

export type DrawRunCtx = DrawCtx &
  InTheirName & { runDrawings: RunDrawings; /** Hears of trouble that no person can mend. */ onError(message: string, error: unknown): void }

type Drawing = { as: NoticePicture; language: Language }

const types: Readonly<Record<NoticePicture, string>> = { png: 'image/png', pdf: 'application/pdf' }

const tooLarge: Trouble = { message: `It is larger than ${mostFileBytes / 1024 / 1024} MB. Show less in the app.`, reason: pictureTooLarge }

/**
 * Draws the app as a run left it, as whoever had it run sees it now, once for all who are told of it in a language. That it cannot be
 * drawn is an answer, too: people are told all the same.
 */
export const drawRun = (ctx: DrawRunCtx, run: AppRun, { as, language }: Drawing): Promise<DrawnRun> =>
  ctx.runDrawings.once(`${run.id} ${as} ${language}`, ctx.clock.now(), () => draw(ctx, run, { as, language }))

async function draw(ctx: DrawRunCtx, run: AppRun, { as, language }: Drawing): Promise<DrawnRun> {
  try {
    const actor = await ownerOf(ctx, run)
    const { name, bytes } = await perform(drawApp, { ...ctx, actor }, { sessionId: run.sessionId, as, locale: language })
    if (bytes.length > mostFileBytes) return { problem: tooLarge }
    return { file: { name: `${name}.${as}`, contentType: types[as], bytes } }
  } catch (error) {
    ctx.signal.throwIfAborted()
    if (!isAppError(error)) ctx.onError(`run ${run.id} of an app could not be drawn`, error)
    return { problem: { message: errorForPeople(error), reason: isAppError(error) ? (error.details.reason ?? null) : null } }
  }
}
