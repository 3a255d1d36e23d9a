import { emptyNotebook, type NotebookCell, type NotebookDocument } from '@atrium/documents'
import { afterEach, expect, it, vi } from 'vitest'
import { ApiError } from '../../../api/api-error.ts'
import { getDraft, saveDraft } from '../../../api/drafts.ts'
import { putIntoNotebook } from './put-into-notebook.ts'

vi.mock('../../../api/drafts.ts', () => ({ getDraft: vi.fn(), saveDraft: vi.fn() }))
afterEach(() => void vi.resetAllMocks())

const cell = (id: string): NotebookCell => ({ kind: 'text', id, markdown: id })
const draftOf = (version: string, cells: readonly string[]): never =>
  ({
    draft: { document: { ...emptyNotebook(), cells: cells.map(cell) }, undo: [], redo: [], version, baseVersion: 1 },
    published: { document: emptyNotebook(), number: 1 },
  }) as never
const refused = (statusCode: number): ApiError => new ApiError(statusCode, 'Refused', 'Refused')
/** The cells of each draft that was sent. */
const sent = (): string[][] => vi.mocked(saveDraft).mock.calls.map(([, , { document }]) => (document as NotebookDocument).cells.map(({ id }) => id))

it('where somebody saves at the same time, it comes behind what they wrote', async () => {
  vi.mocked(getDraft)
    .mockResolvedValueOnce(draftOf('one', ['a']))
    .mockResolvedValueOnce(draftOf('two', ['a', 'theirs']))
  vi.mocked(saveDraft).mockRejectedValueOnce(refused(409))
  await putIntoNotebook('n', () => [cell('mine')])
  expect(vi.mocked(saveDraft).mock.calls.map(([, , { version }]) => version)).toEqual(['one', 'two'])
  expect(sent()).toEqual([
    ['a', 'mine'],
    ['a', 'theirs', 'mine'],
  ])
})

it('is not tried without end, nor again when it is refused for another reason', async () => {
  vi.mocked(getDraft).mockImplementation(async () => draftOf('one', []))
  vi.mocked(saveDraft).mockRejectedValue(refused(409))
  await expect(putIntoNotebook('n', () => [])).rejects.toMatchObject({ statusCode: 409 })
  expect(saveDraft).toHaveBeenCalledTimes(3)
  vi.mocked(saveDraft).mockRejectedValue(refused(403))
  await expect(putIntoNotebook('n', () => [])).rejects.toMatchObject({ statusCode: 403 })
  expect(saveDraft).toHaveBeenCalledTimes(4)
})
