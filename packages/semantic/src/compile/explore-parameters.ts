import type { Finding, Report } from '../problems/finding.ts'
import { shownNames, suggest } from '../problems/suggest.ts'
import type { ParameterSource } from '../read/model-source.ts'
import type { ModelParameter } from '../types/model-notes.ts'
import type { TableDraft } from './table-draft.ts'

/** Parameters of a project by the names that SQL calls them by: `name`, and `model.name` for those of a model. */
export type ProjectParameters = { own: readonly ParameterSource[]; all: ReadonlySet<string> }

const namesOf = ({ source }: TableDraft): string[] => (source.parameters ?? []).map(({ name }) => `${source.name}.${name}`)

/** The parameters of the project and of its models. */
export function projectParameters(own: readonly ParameterSource[], drafts: Iterable<TableDraft>): ProjectParameters {
  return { own, all: new Set([...own.map(({ name }) => name), ...[...drafts].flatMap(namesOf)]) }
}

/** The parameters that SQL of an explore may read: those of the project and those of its models. */
export function exploreParameters({ own }: ProjectParameters, tables: Iterable<TableDraft>): Map<string, ModelParameter> {
  const found = new Map(own.map(({ name, parameter }) => [name, parameter]))
  for (const { source } of tables) for (const { name, parameter } of source.parameters ?? []) found.set(`${source.name}.${name}`, parameter)
  return found
}

/** The parameters of a model by their own names. */
export function ownParameters(sources: readonly ParameterSource[] | undefined): Record<string, ModelParameter> | undefined {
  return sources === undefined ? undefined : Object.fromEntries(sources.map(({ name, parameter }) => [name, parameter]))
}

/** Warns of options from a dimension that is not there. */
export function checkOptions(sources: readonly ParameterSource[], drafts: ReadonlyMap<string, { draft: TableDraft }>, report: Report): void {
  for (const { name, optionsAt: at, parameter } of sources) {
    const { model, dimension } = parameter.optionsFromDimension ?? {}
    if (dimension === undefined) continue
    const warn = (what: Pick<Finding, 'code' | 'message' | 'hint'>): void => report({ severity: 'warning', at, ...what })
    const draft = model === undefined ? undefined : drafts.get(model)?.draft
    if (draft === undefined) {
      warn({
        code: 'model.unknown_model',
        message: `options_from_dimension of parameter ${name} names ${model === undefined ? 'no model' : `the model ${model}, which does not exist`}.`,
        hint: suggest(model ?? '', drafts.keys(), `Models of this project: ${shownNames(drafts.keys())}.`),
      })
    } else if (!draft.dimensions.has(dimension)) {
      warn({
        code: 'model.unknown_field',
        message: `options_from_dimension of parameter ${name} names ${dimension}, which is not a dimension of ${draft.source.name}.`,
        hint: suggest(dimension, draft.dimensions.keys(), `Use one of ${shownNames(draft.dimensions.keys())}.`),
      })
    }
  }
}
