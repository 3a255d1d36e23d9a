import { actions, type Action, type Target } from './actions.ts'
import type { EmbedActor, UserActor } from './actor.ts'
import { atLeast, highestRole, projectRoleOf, spaceLadder } from './role-ladder.ts'
import { ruleTable, type Rule } from './rule-table.ts'
import { isInScope, scopeOf, type Scope } from './scopes.ts'
import { spaceAccess } from './space-access.ts'

export { highestSpaceRole, isInScope, namedRole, spaceAccess, visibleSpaces, type SpaceScope } from './space-access.ts'

/** `because` is a stable short reason: `foreign_organization`, `role`, `space_access`, `not_owner`… */
export type Decision = { allowed: true } | { allowed: false; because: string; /** The one that the credential lacks. */ scope?: Scope }

const yes: Decision = { allowed: true }
const no = (because: string): Decision => ({ allowed: false, because })

/** The only yes or no in the house. Pure. `because` answers "why can't she?". */
export function decide(actor: UserActor, action: Action, target: Target): Decision {
  const rule = ruleTable[action]
  if (actor.runToken !== undefined && action !== 'endpoint.run') return no('run_token')
  // A narrowed token reaches less than its owner, never more: what is in scope is still theirs to be allowed or not.
  if (!isInScope(actor.scopes, action)) return { allowed: false, because: 'scope', scope: scopeOf[action] }
  if (rule.for === 'self') return target.ownerId === undefined || target.ownerId === actor.userId ? yes : no('not_owner')
  if (rule.for === 'newcomer') return actor.organizationId === null ? yes : no('already_in_organization')
  if (actor.organizationId === null || actor.organizationRole === null) return no('no_organization')
  // Before any role is looked at: roles mean nothing outside of the own organization.
  if (target.organizationId !== actor.organizationId) return no('foreign_organization')
  return decideInside(actor, rule, target)
}

/** Whoever looks at an embedded app runs the session that they were given, while whoever gave it may embed that app: nothing else. */
export function decideEmbedded(actor: EmbedActor, action: Action, target: Target): Decision {
  return action === 'app.run' && target.sessionId === actor.sessionId ? decide(actor.creator, 'app.embed', target) : no('embed')
}

const organizationWide = new Set<string>(['organization', 'service_account'])

/** True for actions that a role in the organization decides, whatever they are done to. */
export const isOrganizationWide = (action: Action): boolean => organizationWide.has(ruleTable[action].for)

/** What of `actions` a person may do with one thing; sent along with it, so that pages need not decide again. */
export function abilities(actor: UserActor, target: Target): Action[] {
  return actions.filter((action) => decide(actor, action, target).allowed)
}

/** Projects of the own organization that a person may view: their ids, or null for all of them. */
export function visibleProjects(actor: UserActor): readonly string[] | null {
  return atLeast(actor.organizationRole, 'viewer') ? null : [...new Set([...Object.keys(actor.projectRoles), ...Object.keys(actor.projectGroupRoles)])]
}

function decideInside(actor: UserActor, rule: Exclude<Rule, { for: 'self' | 'newcomer' }>, target: Target): Decision {
  const role = highestRole(actor, target.projectId)
  switch (rule.for) {
    case 'organization':
      return atLeast(actor.organizationRole, rule.least) ? yes : no('role')
    case 'service_account':
      if (!actor.isServiceAccount) return no('not_service_account')
      return atLeast(actor.organizationRole, rule.least) ? yes : no('role')
    case 'project':
      return atLeast(role, rule.least) ? yes : no('role')
    case 'project_kind':
      return decideKind(actor, rule, target)
    case 'space':
      return decideContent(actor, rule, target)
    case 'owner':
      return role === 'admin' || (target.ownerId !== undefined && target.ownerId === actor.userId) ? yes : no('not_owner')
    default:
      return rule satisfies never
  }
}

function decideKind(actor: UserActor, rule: Extract<Rule, { for: 'project_kind' }>, target: Target): Decision {
  if (highestRole(actor, target.projectId) === 'admin') return yes
  if (target.projectType !== 'PREVIEW') return no('role')
  if (atLeast(actor.organizationRole, rule.preview)) return yes
  if (!atLeast(projectRoleOf(actor, target.projectId), rule.preview)) return no('role')
  return rule.previewInProject === 'any' || target.ownerId === actor.userId ? yes : no('not_owner')
}

function decideContent(actor: UserActor, rule: Extract<Rule, { for: 'space' }>, target: Target): Decision {
  const role = highestRole(actor, target.projectId)
  if (!atLeast(role, rule.least)) return no('role')
  if (role === 'admin') return yes
  if (target.space === undefined) return no('space_access')
  const access = spaceAccess(actor, target.projectId, target.space)
  return access !== null && spaceLadder.indexOf(access) >= spaceLadder.indexOf(rule.access) ? yes : no('space_access')
}
