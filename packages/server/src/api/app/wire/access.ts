import { z } from 'zod'
import { projectLadder, roleLadder, spaceLadder } from '../../../access/role-ladder.ts'
import { actions } from '../../../access/actions.ts'
import { circumstances } from '../../../access/explain-roles.ts'
import type { AccessChange } from '../../../domain/content/preview-space-access.ts'
import { thingKinds, type Explanation } from '../../../domain/explain/types.ts'
import type { ExploreAttributeUses } from '../../../domain/explore/attribute-uses.ts'
import type { GroupGrants, GroupLoss, MemberLoss } from '../../../domain/identity/groups/types.ts'
import type { ProjectAccess, RoleSource } from '../../../domain/projects/access/types.ts'

const personWire = z.object({ userUuid: z.string(), email: z.string(), firstName: z.string(), lastName: z.string() })
const projectRole = z.enum(projectLadder)
const role = z.enum(roleLadder)
const spaceRole = z.enum(spaceLadder)

type Person = { userId: string; email: string; firstName: string; lastName: string }

const toPerson = ({ userId, email, firstName, lastName }: Person): z.infer<typeof personWire> => ({ userUuid: userId, email, firstName, lastName })

export const groupGrantsWire = z.object({
  projects: z.array(z.object({ projectUuid: z.string(), name: z.string(), role: projectRole })),
  spaces: z.array(z.object({ spaceUuid: z.string(), projectUuid: z.string(), name: z.string(), projectName: z.string(), role: spaceRole })),
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
})

export const toGroupGrants = ({ projects, spaces, attributes }: GroupGrants): z.infer<typeof groupGrantsWire> => ({
  projects: projects.map(({ projectId, ...rest }) => ({ projectUuid: projectId, ...rest })),
  spaces: spaces.map(({ spaceId, projectId, ...rest }) => ({ spaceUuid: spaceId, projectUuid: projectId, ...rest })),
  attributes,
})

const loss = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('project'), projectUuid: z.string(), name: z.string(), before: role, after: role.nullable() }),
  z.object({ kind: z.literal('space'), spaceUuid: z.string(), name: z.string(), before: spaceRole, after: spaceRole.nullable() }),
  z.object({ kind: z.literal('attribute'), name: z.string(), before: z.array(z.string()), after: z.array(z.string()) }),
])

export const memberLossWire = personWire.extend({ losses: z.array(loss) })

export const toMemberLoss = ({ losses, ...person }: MemberLoss): z.infer<typeof memberLossWire> => ({ ...toPerson(person), losses: losses.map(toLoss) })

function toLoss(one: GroupLoss): z.infer<typeof loss> {
  switch (one.kind) {
    case 'project': {
      const { projectId, ...rest } = one
      return { ...rest, projectUuid: projectId }
    }
    case 'space': {
      const { spaceId, ...rest } = one
      return { ...rest, spaceUuid: spaceId }
    }
    case 'attribute':
      return one
  }
}

export const attributeUsesWire = z.object({
  attribute: z.string(),
  projectUuid: z.string(),
  projectName: z.string(),
  exploreName: z.string(),
  exploreLabel: z.string(),
  places: z.array(z.object({ kind: z.enum(['explore', 'table', 'field', 'rows', 'join', 'value']), table: z.string(), field: z.string().optional() })),
})

export const toAttributeUses = ({ projectId, ...rest }: ExploreAttributeUses): z.infer<typeof attributeUsesWire> => ({ projectUuid: projectId, ...rest })

const circumstance = z.enum(circumstances)

export const explainedActionWire = z.object({
  action: z.enum(actions),
  by: z.object({ viewer: circumstance, interactive_viewer: circumstance, editor: circumstance, developer: circumstance, admin: circumstance }),
})

const roleSource = z.discriminatedUnion('from', [
  z.object({ from: z.literal('organization'), role }),
  z.object({ from: z.literal('project'), role: projectRole }),
  z.object({ from: z.literal('group'), role: projectRole, groupUuid: z.string(), name: z.string() }),
])

function toRoleSource(source: RoleSource): z.infer<typeof roleSource> {
  if (source.from !== 'group') return source
  const { groupId, ...rest } = source
  return { ...rest, groupUuid: groupId }
}

export const projectAccessWire = z.object({
  people: z.array(personWire.extend({ isActive: z.boolean(), role, sources: z.array(roleSource) })),
  groups: z.array(z.object({ groupUuid: z.string(), name: z.string(), role: projectRole, memberCount: z.number() })),
})

export const toProjectAccess = ({ people, groups }: ProjectAccess): z.infer<typeof projectAccessWire> => ({
  people: people.map((person) => ({ ...toPerson(person), isActive: person.isActive, role: person.role, sources: person.sources.map(toRoleSource) })),
  groups: groups.map(({ groupId, name, role: given, memberCount }) => ({ groupUuid: groupId, name, role: given, memberCount })),
})

export const accessChangeWire = personWire.extend({ before: spaceRole.nullable(), after: spaceRole.nullable() })

export const toAccessChange = ({ before, after, ...person }: AccessChange): z.infer<typeof accessChangeWire> => ({ ...toPerson(person), before, after })

const needed = z.array(z.object({ name: z.string(), values: z.array(z.string()) }))
const rowRule = z.object({ table: z.string(), label: z.string(), written: z.string() })
const needs = z.object({ all: needed, any: needed })

export const thingKind = z.enum(thingKinds)

export const explanationWire = z.object({
  person: personWire.extend({ isActive: z.boolean() }),
  thing: z.object({ kind: thingKind, id: z.string(), name: z.string() }),
  allowed: z.boolean(),
  because: z.string().nullable(),
  decisions: z.array(
    z.object({
      action: z.enum(actions),
      allowed: z.boolean(),
      because: z.string().nullable(),
      needs: z.object({ role: role.nullable(), space: spaceRole.nullable() }),
    }),
  ),
  role: role.nullable(),
  sources: z.array(roleSource),
  space: z
    .object({
      name: z.string(),
      isPrivate: z.boolean(),
      inheritsFrom: z.array(z.string()),
      access: spaceRole.nullable(),
      own: spaceRole.nullable(),
      groups: z.array(z.object({ name: z.string(), role: spaceRole })),
    })
    .nullable(),
  explores: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      baseTable: z.string(),
      closedBy: needs.nullable(),
      hidden: z.array(z.object({ table: z.string(), field: z.string().nullable(), needs })),
      rows: z.array(z.union([rowRule.extend({ sql: z.string() }), rowRule.extend({ refused: z.string() })])),
    }),
  ),
  attributes: z.array(z.object({ name: z.string(), values: z.array(z.string()).nullable() })),
})

export const toExplanation = ({ person, sources, ...rest }: Explanation): z.infer<typeof explanationWire> => ({
  ...rest,
  person: { ...toPerson(person), isActive: person.isActive },
  sources: sources.map(toRoleSource),
})
