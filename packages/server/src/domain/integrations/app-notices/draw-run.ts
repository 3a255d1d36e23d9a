import { perform } from '../../../access/operation.ts'
import { mostFileBytes, type MailFile } from '../../../channels/mail/mail.ts'
import { errorForPeople } from '../../../jobs/retry.ts'
import { isAppError } from '../../../platform/errors.ts'
import { drawApp, type DrawCtx } from '../../apps/pictures/draw-session.ts'
import { ownerOf } from '../../apps/runs/owner-of-run.ts'
import type { AppRun, InTheirName, NoticePicture } from '../../apps/runs/types.ts'

export type DrawRunCtx = DrawCtx & InTheirName & { /** Hears of trouble that no person can mend. */ onError(message: string, error: unknown): void }

/** A picture of what came of a run, or why there is none. */
export type DrawnRun = { file: MailFile } | { problem: string }

const types: Readonly<Record<NoticePicture, string>> = { png: 'image/png', pdf: 'application/pdf' }

/** Draws the app as a run left it, as whoever had it run sees it now. That it cannot be drawn is an answer, too: people are told all the same. */
export async function drawRun(ctx: DrawRunCtx, run: AppRun, as: NoticePicture): Promise<DrawnRun> {
  try {
    const actor = await ownerOf(ctx, run)
    const { name, bytes } = await perform(drawApp, { ...ctx, actor }, { sessionId: run.sessionId, as, locale: 'en' })
    if (bytes.length > mostFileBytes) return { problem: `It is larger than ${mostFileBytes / 1024 / 1024} MB. Show less in the app.` }
    return { file: { name: `${name}.${as}`, contentType: types[as], bytes } }
  } catch (error) {
    ctx.signal.throwIfAborted()
    if (!isAppError(error)) ctx.onError(`run ${run.id} of an app could not be drawn`, error)
    return { problem: errorForPeople(error) }
  }
}
