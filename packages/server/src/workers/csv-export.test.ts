import { expect, it } from 'vitest'
import type { Actor } from '../access/actor.ts'
import type { RunContext } from '../jobs/run.ts'
import { csvExportWorker, type WorkerHouse } from './csv-export.ts'

const project = { id: 'p', organizationId: 'o', type: 'DEFAULT' }

/** What becomes of an export that a person of this kind asked for, when its turn comes. */
async function workFor(now: object): Promise<unknown> {
  const actor = {
    kind: 'user',
    userId: 'u',
    organizationId: 'o',
    organizationRole: 'viewer',
    projectRoles: {},
    projectGroupRoles: {},
    spaceRoles: {},
    spaceGroupRoles: {},
    userAttributes: {},
    isServiceAccount: false,
    scopes: null,
    via: 'token',
    ...now,
  } as unknown as Actor
  const house = {
    projects: { project: () => Promise.resolve(project), model: () => Promise.resolve({ explores: new Map() }) },
    actorOfUser: () => Promise.resolve(actor),
  } as unknown as WorkerHouse
  const run = { id: 'r', createdBy: 'u', payload: { projectId: 'p', exploreName: 'orders' } }
  const context = { run, signal: new AbortController().signal, progress: () => Promise.resolve(), log: () => Promise.resolve() } as unknown as RunContext
  return csvExportWorker(house)
    .work(context)
    .then(
      () => 'done',
      ({ code }: { code: string }) => code,
    )
}

it('an export is written with the rights that its person has when its turn comes, not with those of when it was asked for', async () => {
  // Past the question of rights: this project has no such explore.
  expect(await workFor({})).toBe('not_found')
  expect(await workFor({ organizationRole: 'member' })).toBe('forbidden')
  expect(await workFor({ organizationId: null, organizationRole: null })).toBe('forbidden')
  expect(await workFor({ organizationId: 'another', organizationRole: 'admin' })).toBe('forbidden')
})
