import { newId } from '../../packages/server/src/platform/ids.ts'
import { apiClient, type ApiClient } from '../harness/api-client.ts'
import { insertMember, insertToken } from './insert-people.ts'
import { people, type Person, type WithPeople } from './start-with-people.ts'

/** For every person a service account of the same role in the same organization, with a token of the scope `scim`. */
export async function addScimClients({ db, url, userUuid }: WithPeople): Promise<Record<Person, ApiClient>> {
  const clients: Partial<Record<Person, ApiClient>> = { nobody: apiClient(url, {}) }
  for (const person of people) {
    if (person === 'nobody') continue
    const { organization_id: organizationId, role } = await db
      .selectFrom('organization_members')
      .select(['organization_id', 'role'])
      .where('user_id', '=', userUuid[person])
      .executeTakeFirstOrThrow()
    const id = newId()
    const account = { id, organizationId, role, email: `${id}@service-account.invalid`, firstName: `SCIM as ${person}`, kind: 'service' } as const
    const userId = await insertMember(db, account)
    clients[person] = await insertToken(db, url, { userId, secret: `atr_svc_test_of_${person}_0123456789`, scopes: ['scim'] })
  }
  return clients as Record<Person, ApiClient>
}
