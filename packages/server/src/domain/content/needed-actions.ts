import type { Action } from '../../access/actions.ts'
import type { Ctx } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import type { Resource } from '../../resources/resource.ts'
import { virtualViewKind } from '../projects/virtual-views/virtual-view-kind.ts'
import { chartKind, dashboardKind, endpointKind, notebookKind, spaceKind, sqlChartKind } from './content-kinds.ts'
import { targetOf } from './content-target.ts'

type Kind = Pick<Resource, 'kind'>

const toRestore: Readonly<Record<string, Action>> = {
  [chartKind.kind]: 'chart.delete',
  [sqlChartKind.kind]: 'chart.delete',
  [dashboardKind.kind]: 'dashboard.delete',
  [endpointKind.kind]: 'endpoint.delete',
  [notebookKind.kind]: 'app.delete',
  [spaceKind.kind]: 'space.manage',
  [virtualViewKind.kind]: 'virtual_view.manage',
}

/** Kinds of things that go into the trash. */
export const trashedKinds = Object.keys(toRestore)

/** What one must be allowed to take a thing out of the trash: who may delete it may bring it back. */
export const neededToRestore = ({ kind }: Kind): Action => toRestore[kind] ?? 'project.manage'

const toChange: Readonly<Record<string, readonly Action[]>> = {
  [chartKind.kind]: ['chart.update'],
  [sqlChartKind.kind]: ['chart.update', 'explore.run_custom_sql'],
  [dashboardKind.kind]: ['dashboard.update'],
  [notebookKind.kind]: ['app.update'],
}

/** All that one must be allowed to change what a chart, SQL chart or dashboard says. */
export function neededToChange(thing: Kind): readonly Action[] {
  const actions = toChange[thing.kind]
  if (actions === undefined) throw new Error(`what a ${thing.kind} says is not changed here`)
  return actions
}

/** Whether the caller may change what a thing says; false for kinds of which nobody does that. The house itself is nobody. */
export const mayChange = ({ actor }: Ctx, thing: Resource): boolean =>
  actor.kind === 'user' && (toChange[thing.kind]?.every((action) => decide(actor, action, targetOf(thing)).allowed) ?? false)
