import { explainRows, type Explore, type Guarded } from '@atrium/semantic'
import type { UserActor } from '../../access/actor.ts'
import { policyOf } from '../../query/compile-question.ts'
import { dialectOf } from '../../warehouses/dialect-of.ts'
import { exploreFor, mayUseExplore } from '../explore/explore-access.ts'
import type { Project } from '../projects/types.ts'
import type { ExploreExplained, Needs } from './types.ts'

/** What an explore is for a person: closed, or with what hidden and which rows. */
export function explainExplore(actor: UserActor, explore: Explore, { project, now }: { project: Project; now: number }): ExploreExplained {
  const { name, label } = explore
  const { timezone, startOfWeek, fiscalYearStart } = project
  return {
    name,
    label,
    baseTable: explore.baseTable,
    closedBy: mayUseExplore(actor, explore) ? null : joined(needsOf(explore), needsOf(explore.tables[explore.baseTable] ?? {})),
    hidden: hiddenOf(explore, exploreFor(actor, explore)),
    rows: explainRows(explore, { dialect: dialectOf(project), now, timezone, startOfWeek, fiscalYearStart, policy: policyOf(actor) }),
  }
}

/** What is in an explore and not in what a person sees of it. */
function hiddenOf(explore: Explore, seen: Explore): ExploreExplained['hidden'] {
  return Object.entries(explore.tables).flatMap(([name, table]): ExploreExplained['hidden'] => {
    const shown = seen.tables[name]
    if (shown === undefined) return [{ table: table.label, field: null, needs: needsOf(table) }]
    const fields = [
      ...Object.entries(table.dimensions).filter(([key]) => !Object.hasOwn(shown.dimensions, key)),
      ...Object.entries(table.metrics).filter(([key]) => !Object.hasOwn(shown.metrics, key)),
    ]
    return fields.map(([, field]) => ({ table: table.label, field: field.label, needs: needsOf(field) }))
  })
}

const needsOf = ({ requiredAttributes, anyAttributes }: Guarded): Needs => ({ all: listed(requiredAttributes), any: listed(anyAttributes) })

const listed = (attributes: Guarded['requiredAttributes']): Needs['all'] =>
  Object.entries(attributes ?? {}).map(([name, values]) => ({ name, values: [values].flat() }))

const joined = (one: Needs, other: Needs): Needs => ({ all: [...one.all, ...other.all], any: [...one.any, ...other.any] })
