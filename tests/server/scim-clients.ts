import { createHash } from 'node:crypto'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { apiClient, withToken, type ApiClient } from '../harness/api-client.ts'
import { people, type Person, type WithPeople } from './start-with-people.ts'

const tokenOf = (person: Person): string => `atr_svc_test_of_${person}_0123456789`

/** For every person a service account of the same role in the same organization, with a token of the scope `scim`. */
export async function addScimClients({ db, url, userUuid }: WithPeople): Promise<Record<Person, ApiClient>> {
  for (const person of people) {
    if (person === 'nobody') continue
    const id = newId()
    const { organization_id, role } = await db
      .selectFrom('organization_members')
      .select(['organization_id', 'role'])
      .where('user_id', '=', userUuid[person])
      .executeTakeFirstOrThrow()
    const token_hash = createHash('sha256').update(tokenOf(person)).digest()
    await db
      .insertInto('users')
      .values({ id, email: `${id}@service-account.invalid`, first_name: `SCIM as ${person}`, last_name: '', kind: 'service' })
      .execute()
    await db.insertInto('service_accounts').values({ user_id: id }).execute()
    await db.insertInto('organization_members').values({ user_id: id, organization_id, role }).execute()
    await db
      .insertInto('personal_access_tokens')
      .values({ id: newId(), user_id: id, description: 'scim', token_prefix: 'atr_svc_', token_hash, scopes: ['scim'] })
      .execute()
  }
  const client = (person: Person): ApiClient => (person === 'nobody' ? apiClient(url, {}) : withToken(url, tokenOf(person)))
  return Object.fromEntries(people.map((person) => [person, client(person)])) as Record<Person, ApiClient>
}
