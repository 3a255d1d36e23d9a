import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { readMigrations } from '../../../platform/db/read-migrations.ts'
import { statesOf } from '../../../resources/state-store.ts'
import { createChart } from '../create-chart.ts'
import { createDashboard } from '../create-dashboard.ts'
import { createSpace } from '../create-space.ts'
import { deleteChart, deleteDashboard } from '../delete-content.ts'
import { restoreFromTrash } from '../trash.ts'
import { chartDocument, createContentWorld, dashboardDocument } from '../testing/content-world.ts'
import { updateChart } from '../update-chart.ts'

it('of a store that is older than what it remembers, the change log tells the same: names, places, what was in the trash, and by whom', async () => {
  const world = await createContentWorld()
  const { projectId, userId: admin } = world
  const as = <I, O>(...[operation, input]: [Parameters<typeof world.as<I, O>>[1], I]): Promise<O> => {
    world.clock.advance(60_000)
    return world.as(admin, operation, input)
  }
  const spaceId = (await as(createSpace, { projectId, name: 'One', isPrivate: false })).id
  const otherSpaceId = (await as(createSpace, { projectId, name: 'Two', isPrivate: false })).id
  const { id } = await as(createChart, { projectId, spaceId, name: 'First name', document: chartDocument() })
  await as(updateChart, { idOrSlug: id, change: { name: 'Second name' } })
  await as(updateChart, { idOrSlug: id, change: { spaceId: otherSpaceId, description: 'Moved' } })
  await as(deleteChart, { idOrSlug: id })
  await as(restoreFromTrash, { id })
  await as(updateChart, { idOrSlug: id, change: { name: 'Third name' } })
  const dashboard = await as(createDashboard, { projectId, spaceId, name: 'Board', document: dashboardDocument() })
  const inside = await as(createChart, { projectId, dashboardId: dashboard.id, name: 'Inside', document: chartDocument() })
  await as(deleteDashboard, { idOrSlug: dashboard.id })

  const { db } = world.test
  const tell = async () => [await statesOf(db, id), await statesOf(db, dashboard.id), await statesOf(db, inside.id)]
  const remembered = await tell()
  expect(remembered.map((states) => states.map(({ name, isDeleted }) => `${name}${isDeleted ? ' in the trash' : ''}`))).toEqual([
    ['First name', 'Second name', 'Second name', 'Second name in the trash', 'Second name', 'Third name'],
    ['Board', 'Board in the trash'],
    ['Inside', 'Inside in the trash'],
  ])
  const migration = (await readMigrations()).find(({ name }) => name === '0021-resource-states')
  await sql`drop table resource_states`.execute(db)
  await sql.raw(migration?.sql ?? '').execute(db)
  expect(await tell()).toEqual(remembered)
  await world.end()
})
