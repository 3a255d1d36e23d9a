import { mostResults } from './list.ts'
import type { Document } from './resource.ts'
import { urns } from './urns.ts'

/** What this door can do (RFC 7643 §5). */
export const serviceProviderConfig = (base: string): Document => ({
  schemas: [urns.config],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: mostResults },
  changePassword: { supported: false },
  sort: { supported: true },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Token of a service account',
      description: 'A token of a service account that is an administrator, with the scope "scim", as a bearer token.',
      specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
})

/** Users and groups (RFC 7643 §6). */
export const resourceTypes = (base: string): (Document & { id: string })[] =>
  [
    { id: 'User', endpoint: '/Users', description: 'People of the organization', schema: urns.user },
    { id: 'Group', endpoint: '/Groups', description: 'Groups of people', schema: urns.group },
  ].map((type) => ({
    schemas: [urns.resourceType],
    ...type,
    name: type.id,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${type.id}` },
  }))

type Characteristics = {
  type?: string
  required?: boolean
  multiValued?: boolean
  caseExact?: boolean
  mutability?: string
  uniqueness?: string
  subAttributes?: Document[]
}

const attribute = (name: string, description: string, special: Characteristics = {}): Document => ({
  name,
  description,
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...special,
})

const value = (description: string): Document => attribute('value', description)

/** The attributes that are kept (RFC 7643 §7); others that are sent are left out. */
export const schemas = (base: string): (Document & { id: string })[] =>
  [
    {
      id: urns.user,
      name: 'User',
      description: 'A person of the organization',
      attributes: [
        attribute('userName', 'What the provider calls the person', { required: true, uniqueness: 'server' }),
        attribute('name', 'The name in its parts', {
          type: 'complex',
          subAttributes: [
            attribute('givenName', 'First name'),
            attribute('familyName', 'Last name'),
            attribute('formatted', 'Both; read where the parts are missing'),
          ],
        }),
        attribute('displayName', 'The name as it is shown; read where "name" is missing'),
        attribute('emails', 'Addresses: the primary one is kept', {
          type: 'complex',
          multiValued: true,
          subAttributes: [value('The address'), attribute('type', '"work"'), attribute('primary', 'Whether it is the one that is kept', { type: 'boolean' })],
        }),
        attribute('active', 'Whether the person may come in', { type: 'boolean' }),
        attribute('roles', 'The role in the organization; left out, it stays', {
          type: 'complex',
          multiValued: true,
          subAttributes: [
            value('member, viewer, interactive_viewer, editor, developer or admin'),
            attribute('primary', 'Whether it counts', { type: 'boolean' }),
          ],
        }),
        attribute('groups', 'The groups that the person is in', {
          type: 'complex',
          multiValued: true,
          mutability: 'readOnly',
          subAttributes: [value('Id of the group'), attribute('display', 'Its name')],
        }),
      ],
    },
    {
      id: urns.group,
      name: 'Group',
      description: 'People who are given roles and values of attributes together',
      attributes: [
        attribute('displayName', 'The name', { required: true, uniqueness: 'server' }),
        attribute('members', 'The people in it', {
          type: 'complex',
          multiValued: true,
          subAttributes: [value('Id of the user'), attribute('display', 'Their name', { mutability: 'readOnly' })],
        }),
      ],
    },
  ].map((schema) => ({ schemas: [urns.schema], ...schema, meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.id}` } }))
