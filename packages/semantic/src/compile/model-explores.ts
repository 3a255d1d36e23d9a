import { friendlyName } from '../names/friendly-name.ts'
import { type Finding, problemOf } from '../problems/finding.ts'
import type { ModelExploreSource, ModelSource, SqlSource } from '../read/model-source.ts'
import type { Problem } from '../types/explore.ts'
import { type DraftSettings, draftTable } from './draft-table.ts'
import type { TableDraft } from './table-draft.ts'

/** What an explore is called, and what guards it besides its base table. */
export type ExploreIdentity = Pick<ModelExploreSource, 'name' | 'requiredAttributes' | 'anyAttributes'> & { label: string }

/** One of the explores of a model, ready to be compiled like a model of its own. */
export type ModelExplore = { identity: ExploreIdentity; draft: TableDraft; problems: Problem[] }

/** The model as one of its explores has it. `problems` are those of the explore alone. */
export function draftModelExplore(model: TableDraft, own: ModelExploreSource, settings: DraftSettings): ModelExplore {
  const draft = draftTable(modelAs(model.source, own), settings)
  const said = new Set(model.findings.map(findingKey))
  const problems = draft.findings.filter((finding) => !said.has(findingKey(finding))).map((finding) => problemOf(finding, own.name))
  return {
    identity: { name: own.name, label: own.label ?? friendlyName(own.name), requiredAttributes: own.requiredAttributes, anyAttributes: own.anyAttributes },
    // Its base table is not that of the model's other explores.
    draft: { ...draft, selfContained: false },
    problems: [...own.problems, ...problems],
  }
}

const findingKey = ({ code, at, message }: Finding): string => JSON.stringify([code, at, message])

function modelAs(model: ModelSource, own: ModelExploreSource): ModelSource {
  return {
    ...model,
    description: own.description ?? model.description,
    groupLabel: own.groupLabel ?? model.groupLabel,
    joins: own.joins ?? model.joins,
    sqlFilter: bothFilters(model.sqlFilter, own.sqlFilter),
    requiredFilters: own.requiredFilters ?? model.requiredFilters,
    caseSensitive: own.caseSensitive ?? model.caseSensitive,
    dimensions: [...model.dimensions, ...own.dimensions],
  }
}

/** An explore narrows the rows of its model and never widens them: both rules hold. */
function bothFilters(model: SqlSource | undefined, own: SqlSource | undefined): SqlSource | undefined {
  if (model === undefined || own === undefined) return own ?? model
  // The line ends keep a comment at the end of one rule from the other.
  return { sql: `(${model.sql}\n) AND (${own.sql}\n)`, at: own.at }
}
