import type { NotebookDocument } from '@atrium/documents'
import type { Ctx } from '../../../access/operation.ts'
import { may } from '../../content/content-target.ts'
import type { CellOutcome } from '../execution/outcome.ts'
import { fileInputs, withoutFiles } from '../input-files.ts'
import type { Inputs } from './session-inputs.ts'
import { isOfRun, isOwnerOf, type SessionTarget } from './session-target.ts'

type Known = { inputs: Inputs; kept: ReadonlyMap<string, CellOutcome> }

/** Whether a caller sees all that a session was given: it is theirs, or the run of an app that they edit. */
export const seesGiven = (ctx: Ctx, target: SessionTarget): boolean =>
  !isOfRun(target.session) || isOwnerOf(ctx.actor, target.session) || may(ctx, 'app.update', target)

/** What a session was given and what came of it, without the files of somebody else: with the name of one, others would have all of its rows. */
export function withoutForeignFiles(ctx: Ctx, target: SessionTarget, document: NotebookDocument, { inputs, kept }: Known): Known {
  if (seesGiven(ctx, target)) return { inputs, kept }
  const files = new Set(fileInputs(document).map(({ id }) => id))
  return { inputs: withoutFiles(document, inputs), kept: new Map([...kept].filter(([id]) => !files.has(id))) }
}
