import { withoutChartFacts, type DashboardDocument } from '@atrium/documents'
import { z } from 'zod'
import type { DraftState } from '../../../domain/content/drafts/get-draft.ts'
import type { Draft, DraftMark } from '../../../resources/draft-store.ts'
import { personWire, toPerson, toVersion, versionWire } from './version.ts'

const documentWire = z.looseObject({})
const stepsWire = z.array(z.array(z.unknown()))

/** That something is changed and not published, and by whom last; null: nothing is. */
export const unpublishedWire = z.object({ savedAt: z.string(), savedBy: personWire.nullable() }).nullable()

export const toUnpublished = (draft: DraftMark | null): z.infer<typeof unpublishedWire> =>
  draft === null ? null : { savedAt: draft.savedAt.toISOString(), savedBy: toPerson(draft.savedBy) }

export const savedDraftWire = z.object({
  /** Another one with each save; named by the next. */
  version: z.string(),
  /** The published version that it began from. */
  baseVersion: z.number(),
  savedAt: z.string(),
  savedBy: personWire.nullable(),
})
export const draftStateWire = z.object({
  /** What is published now; when its number is not the draft's `baseVersion`, it was published since. */
  published: versionWire.extend({ document: documentWire }),
  draft: savedDraftWire.extend({ document: documentWire, undo: stepsWire, redo: stepsWire }).nullable(),
})

export const toSavedDraft = ({ version, baseRevision, savedAt, savedBy }: Draft): z.infer<typeof savedDraftWire> => ({
  version,
  baseVersion: baseRevision,
  savedAt: savedAt.toISOString(),
  savedBy: toPerson(savedBy),
})

export const toDraftState = ({ draft, published, chartNames }: DraftState<object>): z.infer<typeof draftStateWire> => ({
  published: { ...toVersion(published), document: withNames(published.spec, chartNames) },
  draft:
    draft === null
      ? null
      : {
          ...toSavedDraft(draft),
          document: withNames(draft.spec, chartNames),
          undo: draft.undo.map((step) => [...step]),
          redo: draft.redo.map((step) => [...step]),
        },
})

/** The tiles of a dashboard with the names that their charts have now; none of those that the caller may not see. */
function withNames(document: object, names: ReadonlyMap<string, string>): Record<string, unknown> {
  if (!('tiles' in document)) return { ...document }
  const { tiles } = document as DashboardDocument
  return {
    ...document,
    tiles: tiles.map((tile) => {
      const name = names.get(String(tile.properties['savedChartUuid'] ?? tile.properties['savedSqlUuid']))
      const own = withoutChartFacts(tile)
      return name === undefined ? own : { ...own, properties: { ...own.properties, chartName: name } }
    }),
  }
}
