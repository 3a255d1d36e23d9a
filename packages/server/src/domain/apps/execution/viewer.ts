import type { NotebookGraph, TemplateValue } from '@atrium/documents'
import type { Actor } from '../../../access/actor.ts'
import { policyOf } from '../../../query/compile-question.ts'
import { audienceOf } from '../../../results/audience.ts'
import { accountOf } from '../../projects/warehouse-account.ts'
import type { ProjectModel } from '../../projects/types.ts'
import { dependences, type Dependence } from './dependence.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import type { CellsScope, RunOccasion } from './run-cells-port.ts'

/** Who looks at what cells answer. */
export type Viewer = {
  /** In whose name the warehouse is asked. */
  actor: Actor
  /** Of a cell: whoever has the same one is shown the same. */
  audienceFor(cellId: string): string
  /** Of somebody who did not sign in here; null: it is somebody of ours. */
  attributes: Readonly<Record<string, string>> | null
}

/**
 * Who looks, as far as it decides what they are shown. Where nothing that a cell reads, directly or not, depends on the person, everybody
 * who asks with the same account is one audience and shares its result.
 */
export async function viewerOf(
  ctx: ExecutionCtx,
  { project, attributes: given }: Pick<CellsScope, 'project' | 'attributes'>,
  { graph, model }: { graph: NotebookGraph; model: ProjectModel | null },
): Promise<Viewer> {
  const { actor, attributes } = whoLooks(ctx.actor, given)
  const all = dependences(graph, model)
  const account = [...all.values()].some(({ onAccount }) => onAccount) ? await accountOf(ctx.db, project, actor) : null
  const { warehouse, timezone, startOfWeek, fiscalYearStart } = project
  const audienceOfThose = ({ onAccount, onPerson, onModel }: Dependence): string => {
    const revision = onModel ? (model?.revision ?? null) : null
    // Somebody without attributes is not everybody: rules may say what such a person sees.
    const place = JSON.stringify([project.id, warehouse, timezone, startOfWeek, fiscalYearStart, revision, onPerson])
    return audienceOf({ policy: onPerson ? policyOf(actor) : { userAttributes: {} }, account: onAccount ? account : null, modelRevision: place })
  }
  // There are eight of them at most.
  const audiences = new Map<string, string>()
  const audienceFor = (cellId: string): string => {
    const dependence = all.get(cellId)
    // What is in no notebook is for nobody.
    if (dependence === undefined) return 'nobody'
    const key = JSON.stringify(dependence)
    const audience = audiences.get(key) ?? audienceOfThose(dependence)
    audiences.set(key, audience)
    return audience
  }
  return { actor, attributes, audienceFor }
}

/** Of whoever let somebody in who did not sign in here, nothing but the rights counts. */
function whoLooks(actor: Actor, given: CellsScope['attributes']): Pick<Viewer, 'actor' | 'attributes'> {
  const attributes = given ?? (actor.kind === 'embed' ? actor.attributes : null)
  const asking = actor.kind === 'embed' ? actor.creator : actor
  if (attributes === null || asking.kind !== 'user') return { actor: asking, attributes }
  const userAttributes = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, [value]]))
  return { actor: { ...asking, emailVerified: false, userAttributes }, attributes }
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
