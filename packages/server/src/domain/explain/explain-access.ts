import { attributeUses, type Explore } from '@atrium/semantic'
import type { Action, Target } from '../../access/actions.ts'
import type { UserActor } from '../../access/actor.ts'
import { readOperation } from '../../access/operation.ts'
import { highestRole } from '../../access/role-ladder.ts'
import { ruleTable } from '../../access/rule-table.ts'
import { decide, highestSpaceRole, spaceAccess } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { spaceKind } from '../content/content-kinds.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import { listGroupsOfSpaces } from '../content/space-member-store.ts'
import { listActors, type FoundActor } from '../identity/actor-store.ts'
import { listGroupsOfPeople } from '../identity/groups/group-store.ts'
import { organizationTarget, type IdentityCtx } from '../identity/identity-ctx.ts'
import { roleSources } from '../projects/access/list-project-access.ts'
import { listGroupRolesOfPeople } from '../projects/access/project-access-store.ts'
import { explainExplore } from './explain-explore.ts'
import { findThing, type Thing } from './find-thing.ts'
import type { Explanation, ExploreExplained, ThingKind } from './types.ts'

type ExplainCtx = ContentCtx & IdentityCtx
type Input = { userId: string; projectId: string; kind: ThingKind; /** Name of an explore, id of content; of a project its own. */ id: string }
type Found = Target & { found: FoundActor; thing: Thing }

/** Whether a person can see a thing, and everything that this came from. For administrators of the organization. */
export const explainAccess = readOperation<ExplainCtx, Input, Found, Explanation>({
  name: 'access.explain',
  action: 'access.explain',
  async target(ctx, input) {
    const { organizationId } = await organizationTarget(ctx)
    const [found] = await listActors(ctx.db, { organizationId, userId: input.userId })
    if (found === undefined) throw new AppError('not_found', 'There is no such person in your organization', { reason: 'person_missing' })
    return { organizationId, found, thing: await findThing(ctx, organizationId, input) }
  },
  async run(ctx, _input, { found: { actor, isActive }, thing }) {
    const { project, target, kind, id, name } = thing
    const { userId, email, firstName, lastName } = actor
    const decisions = actionsOn[kind].map((action) => decided(actor, action, target))
    const explores = thing.explores.map((explore) => explainExplore(actor, explore, { project, now: ctx.clock.now() }))
    const because = refusalOf({ isActive, decisions, kind, explores })
    const groups = (await listGroupRolesOfPeople(ctx.db, project.id)).get(userId) ?? []
    return {
      person: { userId, email, firstName, lastName, isActive },
      thing: { kind, id, name },
      allowed: because === null,
      because,
      decisions,
      role: highestRole(actor, project.id),
      sources: roleSources(actor, project.id, groups),
      space: await spaceOf(ctx, actor, thing),
      explores,
      attributes: attributesFor(actor, thing.explores),
    }
  },
})

/** What is asked about each kind of thing: to see it, then to use or change it. */
const actionsOn: Readonly<Record<ThingKind, readonly Action[]>> = {
  project: ['project.view', 'project.update', 'project.manage'],
  explore: ['explore.view', 'explore.run'],
  space: ['space.view', 'space.manage'],
  chart: ['chart.view', 'chart.update'],
  dashboard: ['dashboard.view', 'dashboard.update'],
}

function decided(actor: UserActor, action: Action, target: Target): Explanation['decisions'][number] {
  const decision = decide(actor, action, target)
  const rule = ruleTable[action]
  const needs = { role: 'least' in rule ? rule.least : null, space: rule.for === 'space' ? rule.access : null }
  return { action, allowed: decision.allowed, because: decision.allowed ? null : decision.because, needs }
}

type Seen = { isActive: boolean; decisions: Explanation['decisions']; kind: ThingKind; explores: readonly ExploreExplained[] }

/** The first thing in the way of seeing it; null: there is none. What a dashboard's tiles ask is told by tile, not here. */
function refusalOf({ isActive, decisions, kind, explores }: Seen): string | null {
  if (!isActive) return 'deactivated'
  const [toSee] = decisions
  if (toSee !== undefined && !toSee.allowed) return toSee.because
  if (kind === 'dashboard') return null
  if (explores.some(({ closedBy }) => closedBy !== null)) return 'explore_attributes'
  return explores.some(({ baseTable, rows }) => rows.some((rule) => 'refused' in rule && rule.table === baseTable)) ? 'row_attributes' : null
}

async function spaceOf(ctx: ExplainCtx, actor: UserActor, { project, space }: Thing): Promise<Explanation['space']> {
  if (space === null) return null
  const own = new Set((await listGroupsOfPeople(ctx.db, [actor.userId])).get(actor.userId)?.map(({ id }) => id))
  const groups = (await listGroupsOfSpaces(ctx.db, space.chain)).filter(({ groupId }) => own.has(groupId))
  const names = await namesOfSpaces(ctx, space.chain.slice(1))
  return {
    name: space.name,
    isPrivate: space.isPrivate,
    access: spaceAccess(actor, project.id, space),
    inheritsFrom: names,
    own: highestSpaceRole(space.chain.map((id) => actor.spaceRoles[id])),
    groups: groups.map(({ name, role }) => ({ name, role })),
  }
}

/** Names of the spaces above whose access counts, the nearest first. */
async function namesOfSpaces(ctx: ExplainCtx, ids: readonly string[]): Promise<string[]> {
  const found = ids.length === 0 ? [] : await listResources(ctx.db, { kinds: [spaceKind.kind], scope: { all: true }, ids })
  return ids.flatMap((id) => found.find((one) => one.id === id)?.name ?? [])
}

function attributesFor(actor: UserActor, explores: readonly Explore[]): Explanation['attributes'] {
  const names = new Set(explores.flatMap((explore) => attributeUses(explore).map(({ attribute }) => attribute)))
  const own = actor.userAttributes
  return [...names].toSorted().map((name) => ({ name, values: Object.hasOwn(own, name) ? [...(own[name] ?? [])] : null }))
}
