import type { SourceFile } from '../../types/explore.ts'
import type { DimensionType } from '../../types/field.ts'
import { intervalShapes } from '../../names/time-intervals.ts'
import { type FormatModels, formatNotes } from '../format-notes.ts'
import type { ModelSource } from '../model-source.ts'
import { fieldNames } from './field-names.ts'
import { lookmlProject } from './lookml-project.ts'
import { readDimensions } from './read-dimensions.ts'
import { readExplore } from './read-explore.ts'
import { readMeasures, type TypeOf } from './read-measures.ts'
import { startView } from './read-view.ts'
import { baseOfExplore } from './explore-names.ts'

/**
 * Views and explores of a LookML project as models. Only explores are open to questions; views that are in none can be
 * joined by models of other forms. Liquid is not run: what it decides is refused, or closed when it decides on rows.
 */
export function readLookml(files: readonly SourceFile[]): FormatModels {
  const notes = formatNotes('lookml')
  const project = lookmlProject(files, notes)
  const names = new Map([...project.views].map(([name, { block }]) => [name, fieldNames(block)]))
  const views = new Map([...project.views].map(([name, view]) => [name, startView(view, { project, names, notes })]))
  const typeOf: TypeOf = (view, field) => typeIn(views.get(view)?.model, field)
  for (const reading of views.values()) readDimensions(reading)
  for (const reading of views.values()) readMeasures(reading, typeOf)
  // Copies first: an explore that has the name of its view changes the view's own model.
  const explores = [...project.explores.values()].toSorted((a, b) => Number(isOwn(a)) - Number(isOwn(b)))
  const copies = explores.flatMap((explore) => {
    const base = baseOfExplore(explore.block).view
    if (!views.has(base)) {
      const at = explore.place(explore.block.nameOffset)
      notes.refused({ what: `explore ${explore.name}`, at, why: `there is no view ${base}`, hint: 'Name a view of this project with "view_name:".' })
    }
    return readExplore(explore, { project, views, typeOf }) ?? []
  })
  return { models: [...[...views.values()].map(({ model }) => model), ...copies], findings: notes.findings, report: notes.report }
}

const isOwn = ({ name, block }: { name: string; block: Parameters<typeof baseOfExplore>[0] }): boolean => baseOfExplore(block).view === name

/** The type of a dimension or of one of its intervals. */
function typeIn(model: ModelSource | undefined, field: string): DimensionType | undefined {
  for (const { dimension } of model?.columns ?? []) {
    if (dimension.name === field) return dimension.type
    if (!field.startsWith(`${dimension.name}_`)) continue
    const interval = field.slice(dimension.name.length + 1).toUpperCase()
    if (Object.hasOwn(intervalShapes, interval)) return intervalShapes[interval as keyof typeof intervalShapes].type
  }
  return undefined
}
