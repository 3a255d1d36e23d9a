import { fieldIdOf, isExploreError, type CompiledDimension, type DimensionType, type Explore } from '@atrium/semantic'
import { readOperation } from '../../../access/operation.ts'
import { exploreFor, mayUseExplore } from '../../explore/explore-access.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../../projects/project-target.ts'

/** A property of events, or of the people who did them, under the name that insights have for it. */
export type EventProperty = { name: string; label: string; type: DimensionType; ofPerson: boolean; /** Of the dimension that holds it. */ fieldId: string }

/** An explore that insights are asked of. */
export type EventModel = { name: string; label: string; /** Of the dimension with what happened. */ eventFieldId: string; properties: EventProperty[] }

/** Explores with events that the caller may use, by label, with their properties that are not hidden. */
export const listEventModels = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, EventModel[]>({
  name: 'endpoints.list_event_models',
  action: 'explore.view',
  target: projectTarget,
  async run(ctx, _input, { project }) {
    const model = await ctx.projects.findModel(project.id)
    return [...(model?.explores.values() ?? [])]
      .flatMap((explore) => (isExploreError(explore) || explore.events === undefined || !mayUseExplore(ctx.actor, explore) ? [] : [explore]))
      .flatMap((explore) => eventModelOf(exploreFor(ctx.actor, explore)))
      .toSorted((one, other) => one.label.localeCompare(other.label, 'en'))
  },
})

function eventModelOf({ name, label, baseTable, tables, events }: Explore): EventModel[] {
  if (events === undefined) return []
  const own = dimensionsOf(tables[baseTable]?.dimensions).filter((one) => one.name !== events.event)
  const people = events.people === undefined ? [] : dimensionsOf(tables[events.people]?.dimensions)
  return [
    {
      name,
      label,
      eventFieldId: fieldIdOf(baseTable, events.event),
      properties: [...own.map((one) => propertyOf(baseTable, one, false)), ...people.map((one) => propertyOf(events.people ?? baseTable, one, true))],
    },
  ]
}

/** Those that are offered: neither hidden, nor cuts of a date. */
const dimensionsOf = (dimensions: Readonly<Record<string, CompiledDimension>> | undefined): CompiledDimension[] =>
  Object.values(dimensions ?? {}).filter(({ hidden, timeInterval }) => !hidden && timeInterval === undefined)

const propertyOf = (table: string, { name, label, type }: CompiledDimension, ofPerson: boolean): EventProperty => ({
  name,
  label,
  type,
  ofPerson,
  fieldId: fieldIdOf(table, name),
})
