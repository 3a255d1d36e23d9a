import { expect, it } from 'vitest'
import type { UserActor } from '../access/actor.ts'
import type { QueryProject } from './query-service.ts'
import { sightOf } from './sight.ts'

const project = {
  id: 'p',
  organizationId: 'o',
  timezone: 'UTC',
  startOfWeek: null,
  fiscalYearStart: 1,
  warehouse: { type: 'postgres', host: 'one' },
  modelRevision: 'r1',
  dataVersion: '0',
} as unknown as QueryProject
const actor = { kind: 'user', userId: 'u', email: 'a@b.example', emailVerified: true, userAttributes: { region: ['north'] } } as unknown as UserActor
const account = { id: 'a', user: 'reader', version: '1' }

it('differs where somebody may see other rows, and nowhere else', () => {
  const usual = sightOf(project, actor, account)
  expect(sightOf({ ...project }, { ...actor, firstName: 'New' }, { ...account })).toBe(usual)
  // Who sees which rows stays as it is when there are others.
  expect(sightOf({ ...project, dataVersion: '1' }, actor, account)).toBe(usual)
  const others = [
    sightOf({ ...project, warehouse: { ...project.warehouse, host: 'two' } as QueryProject['warehouse'] }, actor, account),
    sightOf({ ...project, modelRevision: 'r2' }, actor, account),
    sightOf({ ...project, timezone: 'Asia/Tokyo' }, actor, account),
    sightOf(project, { ...actor, userAttributes: { region: ['south'] } }, account),
    sightOf(project, { ...actor, email: 'b@b.example' }, account),
    sightOf(project, actor, null),
    sightOf(project, actor, { ...account, id: 'b' }),
    // The same account with another password.
    sightOf(project, actor, { ...account, version: '2' }),
  ]
  expect(new Set([usual, ...others]).size).toBe(others.length + 1)
})
