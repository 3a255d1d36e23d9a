import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { addCell, changeCell, removeCell } from '../../../domain/apps/cells/edit-cells.ts'
import { getCell, listCells } from '../../../domain/apps/cells/list-cells.ts'
import { getAppProfile } from '../../../domain/apps/profiles/get-app-profile.ts'
import { newestOutput } from '../../../domain/apps/sessions/newest-session.ts'
import { newId } from '../../../platform/ids.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { asCellSeen, asProjectSeen } from '../as-seen.ts'
import { pageOf, paginationWire } from '../cursors.ts'
import { answers } from '../wire/answers.ts'
import { cellChange, cellWire, newCell, toCell, toChangedCell, toNewCell } from '../wire/cell.ts'
import { cellOutputWire, rowLimit, toCellOutput } from '../wire/cell-output.ts'
import { textOrNone, wholeNumber } from '../wire/lenient.ts'

const tags = ['Hex']
const path = '/api/v1/cells'
const ofCell = z.object({ cellId: z.string() })

/** Cells of drafts, for whoever may change the notebook. */
export const cellRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'HexListCells',
    method: 'get',
    path,
    summary: 'Cells of the draft of a notebook, in the order of the page',
    tags,
    auth: 'user',
    query: z.object({
      projectId: z.string(),
      limit: wholeNumber(1, 100).default(25),
      after: textOrNone.optional(),
      before: textOrNone.optional(),
    }),
    responses: answers(z.object({ values: z.array(cellWire), pagination: paginationWire }), 'A page of them'),
    handle: (ctx: RequestCtx, { query: { projectId: idOrSlug, ...page } }) =>
      asProjectSeen(ctx, idOrSlug, async () => {
        const cells = (await perform(listCells, ctx, { idOrSlug })).map((found, place) => ({ found, place: String(place).padStart(6, '0') }))
        const { items, pagination } = pageOf(cells, page, { by: ({ place }) => place, id: ({ found }) => found.handle, descending: false })
        return { values: items.map(({ found }) => toCell(found)), pagination }
      }),
  }),
  route({
    operationId: 'HexCreateCell',
    method: 'post',
    path,
    summary: 'Puts a cell with Python, SQL or text into the draft of a notebook, at its end unless it says otherwise',
    tags,
    auth: 'user',
    body: newCell,
    responses: answers(cellWire, 'The cell'),
    handle: (ctx: RequestCtx, { body }) =>
      asProjectSeen(ctx, body.projectId, async () => {
        const { notebook } = await perform(getAppProfile, ctx, { idOrSlug: body.projectId, withSharing: false })
        const { insertAfterCellId: after, parentCellId: section, childPosition } = body.location ?? {}
        const id = newId()
        const added = await addCell(ctx, {
          notebook,
          place: { after, section, isFirst: childPosition === 'FIRST' },
          make: (document) => toNewCell(body, { id, document, projectId: notebook.projectId }),
        })
        return toCell(added)
      }),
  }),
  route({
    operationId: 'HexGetCell',
    method: 'get',
    path: `${path}/:cellId`,
    summary: 'A cell of a draft',
    tags,
    auth: 'user',
    params: ofCell,
    responses: answers(cellWire, 'The cell'),
    handle: (ctx: RequestCtx, { params: { cellId } }) => asCellSeen(ctx, cellId, async () => toCell(await getCell(ctx, cellId))),
  }),
  route({
    operationId: 'HexUpdateCell',
    method: 'patch',
    path: `${path}/:cellId`,
    summary: 'Changes the Python, SQL or text of a cell, and what its result is called in all that reads it',
    tags,
    auth: 'user',
    params: ofCell,
    body: cellChange,
    responses: answers(cellWire, 'The cell as it is now'),
    handle: (ctx: RequestCtx, { params: { cellId }, body }) =>
      asCellSeen(ctx, cellId, async () => {
        const { projectId } = await getCell(ctx, cellId)
        return toCell(await changeCell(ctx, cellId, (cell) => toChangedCell(cell, body, projectId)))
      }),
  }),
  route({
    operationId: 'HexDeleteCell',
    method: 'delete',
    path: `${path}/:cellId`,
    summary: 'Takes a cell out of a draft; its editors may take that back',
    tags,
    auth: 'user',
    params: ofCell,
    responses: answers(z.object({ cellId: z.string() }), 'It is gone'),
    handle: (ctx: RequestCtx, { params: { cellId } }) =>
      asCellSeen(ctx, cellId, async () => {
        await removeCell(ctx, cellId)
        return { cellId }
      }),
  }),
  route({
    operationId: 'HexGetCellOutput',
    method: 'get',
    path: `${path}/:cellId/output`,
    summary: 'The first rows of what came of a cell when whoever asks ran it last, or why it failed',
    tags,
    auth: 'user',
    params: ofCell,
    responses: answers(cellOutputWire, 'What came of it'),
    handle: (ctx: RequestCtx, { params: { cellId } }) =>
      asCellSeen(ctx, cellId, async () => {
        const found = await getCell(ctx, cellId)
        return toCellOutput(found, await newestOutput(ctx, { idOrSlug: found.notebookId, cellId: found.cell.id, limit: rowLimit }))
      }),
  }),
]
