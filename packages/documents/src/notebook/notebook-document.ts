import { z } from 'zod'
import { inputCell } from './cells/input-cell.ts'
import { cellId } from './cells/names.ts'
import { exploreCell, filterCell, sqlCell } from './cells/query-cells.ts'
import { codeCell, componentCell, writebackCell } from './cells/code-cells.ts'
import { sectionCell, textCell } from './cells/page-cells.ts'
import { chartCell, pivotCell, singleValueCell, tableCell } from './cells/view-cells.ts'

/** Most cells of a notebook. */
export const maxCells = 1000
export const tooManyCells = `A notebook holds at most ${maxCells.toLocaleString('en')} cells. Put the others into a second one, or into a component.`
/** Most characters of all cells together, as they are kept. */
export const maxCellText = 1_000_000
export const tooMuchText = `All cells of a notebook hold at most ${maxCellText.toLocaleString('en')} characters together. Put some into a second one.`

const cellSchema = z.discriminatedUnion(
  'kind',
  [
    textCell,
    sqlCell,
    exploreCell,
    filterCell,
    chartCell,
    tableCell,
    pivotCell,
    singleValueCell,
    inputCell,
    codeCell,
    writebackCell,
    componentCell,
    sectionCell,
  ],
  { error: (issue) => (issue.code === 'invalid_union' ? `There is no such kind of cell. It is one of ${cellKinds.join(', ')}` : undefined) },
)

/** Kinds of cells, in the order in which they are offered. */
export const cellKinds = [
  'sql', 'explore', 'code', 'input', 'chart', 'table', 'pivot', 'single_value', 'text', 'filter', 'section', 'component', 'writeback',
] as const // prettier-ignore
export type CellKind = (typeof cellKinds)[number]

export type NotebookCell = z.infer<typeof cellSchema>
export type CellOf<K extends CellKind> = Extract<NotebookCell, { kind: K }>

/** A cell as the app shows it, on the grid of 36 columns. */
const elementSchema = z.object({
  uuid: cellId,
  cellId,
  x: z.number().int().min(0).max(35),
  y: z.number().int().min(0).max(10_000),
  w: z.number().int().min(1).max(36),
  h: z.number().int().min(1).max(1000),
  /** Absent: on the first tab. */
  tabUuid: cellId.optional(),
  hideTitle: z.boolean().optional(),
  showsSource: z.boolean().optional(),
})
export type AppElement = z.infer<typeof elementSchema>

const tabSchema = z.object({ uuid: cellId, name: z.string().min(1, 'A tab needs a name').max(250), order: z.number().int().min(0) })
export type AppTab = z.infer<typeof tabSchema>

const appSchema = z.object({
  elements: z
    .array(elementSchema)
    .max(maxCells, `An app shows at most ${maxCells.toLocaleString('en')} cells`)
    .default([]),
  tabs: z.array(tabSchema).max(50, 'An app has at most 50 tabs').default([]),
  isFullWidth: z.boolean().optional(),
})

const settingsSchema = z.object({
  /** Absent: the project's zone. */
  timezone: z.string().max(100).optional(),
  /** False: readers press a button to see what their inputs change. */
  rerunsOnInput: z.boolean().optional(),
  /** True: an app begins with a run of its own, not with the published results. */
  runsOnOpen: z.boolean().optional(),
  /** Seconds after which published results are computed anew behind what readers see; null: never. */
  refreshAfterSeconds: z.number().int().min(60).max(31_536_000).nullable().optional(),
  /** False: SQL is asked anew in every run. */
  usesCachedSql: z.boolean().optional(),
})
export type NotebookSettings = z.infer<typeof settingsSchema>

/** The keys of a notebook, for formats that have more beside them. */
export const notebookShape = {
  type: z.enum(['app', 'component']).default('app'),
  cells: z.array(cellSchema).max(maxCells, tooManyCells).superRefine(checkCells),
  app: appSchema.default({ elements: [], tabs: [] }).superRefine(checkApp),
  settings: settingsSchema.default({}),
}

/** The content of one revision of a notebook: its cells in the order of the page, and the app that they publish as. */
export type NotebookDocument = {
  /** A component is made to be used in other notebooks. */
  type: 'app' | 'component'
  cells: NotebookCell[]
  app: z.infer<typeof appSchema>
  settings: NotebookSettings
}

export const NotebookDocument: z.ZodType<NotebookDocument> = z.object(notebookShape)

/** A notebook of which nothing is written yet. */
export const emptyNotebook = (): NotebookDocument => ({ type: 'app', cells: [], app: { elements: [], tabs: [] }, settings: {} })

type Report = { addIssue(issue: { code: 'custom'; message: string; path: (string | number)[] }): void }

function checkCells(cells: readonly NotebookCell[], report: Report): void {
  for (const place of repeated(cells.map(({ id }) => id)))
    report.addIssue({ code: 'custom', path: [place, 'id'], message: `Another cell has the id "${cells[place]?.id}". Give this one another` })
  if (JSON.stringify(cells).length > maxCellText) report.addIssue({ code: 'custom', path: [], message: tooMuchText })
}

function checkApp({ elements, tabs }: z.infer<typeof appSchema>, report: Report): void {
  for (const [key, list] of Object.entries({ elements, tabs })) {
    for (const place of repeated(list.map(({ uuid }) => uuid)))
      report.addIssue({ code: 'custom', path: [key, place, 'uuid'], message: `"${list[place]?.uuid}" stands here twice. Give this one another uuid` })
  }
}

/** Places of what was there before. */
function repeated(ids: readonly string[]): number[] {
  const seen = new Set<string>()
  return ids.flatMap((id, place) => {
    if (seen.has(id)) return [place]
    seen.add(id)
    return []
  })
}
