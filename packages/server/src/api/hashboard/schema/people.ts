import { GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString } from 'graphql'
import type { GraphContext } from './context.ts'
import type { RoleWire } from '../wire/roles.ts'
import type { toUser } from '../wire/users.ts'

const text = { type: GraphQLString }
const neededText = { type: new GraphQLNonNull(GraphQLString) }
const texts = new GraphQLNonNull(new GraphQLList(GraphQLString))

export const User = new GraphQLObjectType<ReturnType<typeof toUser>, GraphContext>({
  name: 'User',
  description: 'Somebody who can see the project.',
  fields: {
    id: neededText,
    fullName: text,
    displayName: text,
    email: text,
    roles: { type: new GraphQLList(GraphQLString), description: 'Names of roles; null for those who do not look after the project.' },
  },
})

const Credentials = new GraphQLObjectType<unknown, GraphContext>({
  name: 'DataSourceCredentialsPermissions',
  description: 'Which account of a data source a role uses. Here people choose theirs themselves.',
  fields: { datasourceName: neededText, datasourceId: neededText, credentialName: neededText, credentialId: neededText },
})

const PermissionRule = new GraphQLObjectType<RoleWire['permissionRules'][number], GraphContext>({
  name: 'PermissionRule',
  description: 'What a role may do, and where.',
  fields: {
    name: neededText,
    resources: { type: texts, description: '`*` is any model.' },
    permissions: { type: texts },
    datasourceCredentials: { type: new GraphQLList(Credentials) },
  },
})

export const Role = new GraphQLObjectType<RoleWire, GraphContext>({
  name: 'Role',
  description: 'A role that people have in a project.',
  fields: { id: neededText, name: neededText, description: neededText, permissionRules: { type: new GraphQLList(PermissionRule) } },
})
