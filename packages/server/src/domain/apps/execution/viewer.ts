import { builtInValues, readCell, type CellOf, type NotebookCell, type TemplateValue } from '@atrium/documents'
import type { RowPolicy } from '@atrium/semantic'
import type { Actor } from '../../../access/actor.ts'
import { policyOf } from '../../../query/compile-question.ts'
import { audienceOf } from '../../../results/audience.ts'
import { accountOf } from '../../projects/warehouse-account.ts'
import type { ProjectModel } from '../../projects/types.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import type { CellsScope, RunOccasion } from './run-cells-port.ts'

/** Who looks at what cells answer. */
export type Viewer = {
  /** In whose name the warehouse is asked. */
  actor: Actor
  /** Whoever has the same one is shown the same. */
  audience: string
  /** Of somebody who did not sign in here; null: it is somebody of ours. */
  attributes: Readonly<Record<string, string>> | null
}

/**
 * Who looks, as far as it decides what they are shown. Where nothing that the cells read depends on the person, everybody who asks with
 * the same account is one audience and shares results.
 */
export async function viewerOf(
  ctx: ExecutionCtx,
  { project, attributes: given }: Pick<CellsScope, 'project' | 'attributes'>,
  { cells, model }: { cells: readonly NotebookCell[]; model: ProjectModel | null },
): Promise<Viewer> {
  const { actor, attributes } = whoLooks(ctx.actor, given)
  const account = cells.some(asksWarehouse) ? await accountOf(ctx.db, project, actor) : null
  const policy: RowPolicy = cells.some((cell) => dependsOnPerson(cell, model)) ? policyOf(actor) : { userAttributes: {} }
  const { warehouse, timezone, startOfWeek, fiscalYearStart } = project
  const revision = cells.some(({ kind }) => kind === 'explore' || kind === 'component') ? (model?.revision ?? null) : null
  const place = JSON.stringify([project.id, warehouse, timezone, startOfWeek, fiscalYearStart, revision])
  return { actor, attributes, audience: audienceOf({ policy, account, modelRevision: place }) }
}

/** Of whoever let somebody in who did not sign in here, nothing but the rights counts. */
function whoLooks(actor: Actor, given: CellsScope['attributes']): Pick<Viewer, 'actor' | 'attributes'> {
  const attributes = given ?? (actor.kind === 'embed' ? actor.attributes : null)
  const asking = actor.kind === 'embed' ? actor.creator : actor
  if (attributes === null || asking.kind !== 'user') return { actor: asking, attributes }
  const userAttributes = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, [value]]))
  return { actor: { ...asking, emailVerified: false, userAttributes }, attributes }
}

const asksWarehouse = (cell: NotebookCell): boolean =>
  cell.kind === 'explore' || cell.kind === 'component' || cell.kind === 'writeback' || (cell.kind === 'sql' && cell.on === 'warehouse')

function dependsOnPerson(cell: NotebookCell, model: ProjectModel | null): boolean {
  // What is in it is read when it runs.
  if (cell.kind === 'component') return true
  if (cell.kind === 'explore') return exploreDependsOnPerson(cell, model)
  return readCell(cell).builtIns.some((name) => builtInValues[name]?.startsWith('user_') === true)
}

/** Whatever words of models name of a person: guards, attributes, the address. Found in the text, so that no place is forgotten. */
const ofPerson = /requiredAttributes|anyAttributes|(?:lightdash|ld)\.(?:attributes?|attr|user)\b/
const known = new WeakMap<object, boolean>()

function exploreDependsOnPerson({ exploreName, query }: CellOf<'explore'>, model: ProjectModel | null): boolean {
  const explore = model?.explores.get(exploreName)
  return explore === undefined || namesPerson(explore) || namesPerson(query)
}

function namesPerson(thing: object): boolean {
  const found = known.get(thing) ?? ofPerson.test(JSON.stringify(thing))
  known.set(thing, found)
  return found
}

/** What templates and code know of the occasion and of who looks, by each of its names. */
export function builtInsOf(actor: Actor, occasion: RunOccasion, attributes: Viewer['attributes']): Map<string, TemplateValue> {
  const isPerson = actor.kind === 'user' && attributes === null
  const email = isPerson && actor.emailVerified ? actor.email : null
  const own = isPerson ? Object.entries(actor.userAttributes).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? null) : values] as const) : []
  const user: TemplateValue = attributes ?? Object.fromEntries<TemplateValue>(own)
  return new Map<string, TemplateValue>([
    ...both('user_email', email),
    ...both('user_attributes', user),
    ['is_scheduled', occasion === 'scheduled'],
    ['hex_scheduled', occasion === 'scheduled'],
    ...both('run_context', occasion),
  ])
}

const both = (name: string, value: TemplateValue): [string, TemplateValue][] => [
  [name, value],
  [`hex_${name}`, value],
]
