import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertTestProject } from '../../resources/testing/test-project.ts'
import { createChart } from './create-chart.ts'
import { createSpace } from './create-space.ts'
import { getChart } from './get-chart.ts'
import { getSpace, listSpaces } from './get-space.ts'
import { listCharts } from './list-charts.ts'
import { saveChartVersion } from './save-chart-version.ts'
import { previewSpaceAccess } from './preview-space-access.ts'
import { addSpaceAccess, revokeSpaceAccess } from './space-access.ts'
import { chartDocument, createContentWorld, type ContentWorld, type Role } from './testing/content-world.ts'
import { updateChart } from './update-chart.ts'
import { updateSpace } from './update-space.ts'

let world: ContentWorld
let admin: string
let projectId: string
beforeAll(async () => {
  world = await createContentWorld()
  ;({ userId: admin, projectId } = world)
})
afterAll(() => world.end())

const outcome = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'yes',
    (error: { code?: string }) => error.code ?? String(error),
  )
type Place = 'public' | 'private' | 'as viewer' | 'as editor' | 'as admin'

describe('what people may do in a space', () => {
  // May: nothing, see charts, change charts, run the space.
  const ladder = ['nothing', 'view', 'edit', 'manage'] as const
  const expected: Record<Role, Record<Place, (typeof ladder)[number]>> = {
    member: { public: 'nothing', private: 'nothing', 'as viewer': 'nothing', 'as editor': 'nothing', 'as admin': 'nothing' },
    viewer: { public: 'view', private: 'nothing', 'as viewer': 'view', 'as editor': 'view', 'as admin': 'view' },
    interactive_viewer: { public: 'view', private: 'nothing', 'as viewer': 'view', 'as editor': 'edit', 'as admin': 'manage' },
    editor: { public: 'edit', private: 'nothing', 'as viewer': 'view', 'as editor': 'edit', 'as admin': 'manage' },
    developer: { public: 'edit', private: 'nothing', 'as viewer': 'view', 'as editor': 'edit', 'as admin': 'manage' },
    admin: { public: 'manage', private: 'manage', 'as viewer': 'manage', 'as editor': 'manage', 'as admin': 'manage' },
  }
  const cases = Object.entries(expected).flatMap(([role, places]) => Object.entries(places).map(([place, may]) => [role, place, may] as const))

  it.each(cases)('%s, space %s: %s', async (role, place, may) => {
    const person = await world.person(role as Role)
    const space = await world.as(admin, createSpace, { projectId, name: `${role} ${place}`, isPrivate: place !== 'public' })
    const chart = await world.as(admin, createChart, { projectId, spaceId: space.id, name: 'Chart', document: chartDocument() })
    if (place.startsWith('as ')) await world.as(admin, addSpaceAccess, { idOrSlug: space.id, userId: person, role: place.slice(3) as 'viewer' })
    const step = ladder.indexOf(may)
    const wanted = (needed: (typeof ladder)[number]) => (step >= ladder.indexOf(needed) ? 'yes' : 'forbidden')
    const key = { idOrSlug: chart.id }
    expect({
      view: await outcome(world.as(person, getChart, key)),
      edit: await outcome(world.as(person, saveChartVersion, { ...key, document: chartDocument() })),
      create: await outcome(world.as(person, createChart, { projectId, spaceId: space.id, name: 'Mine', document: chartDocument() })),
      manage: await outcome(world.as(person, updateSpace, { idOrSlug: space.id, name: 'Theirs' })),
    }).toEqual({ view: wanted('view'), edit: wanted('edit'), create: wanted('edit'), manage: wanted('manage') })
    if (role === 'member') return
    expect((await world.as(person, listSpaces, { projectId })).some((one) => one.id === space.id)).toBe(step >= 1)
    expect((await world.as(person, listCharts, { projectId })).some((one) => one.id === chart.id)).toBe(step >= 1)
    const members = (await world.as(admin, getSpace, { idOrSlug: space.id })).members
    const role_ = members.find((one) => one.userId === person)
    expect(role_ === undefined ? 'nobody' : role_.hasDirectAccess).toBe(step >= 1 ? place.startsWith('as ') : 'nobody')
  })
})

describe('before a space is opened or closed', () => {
  it('is told who would gain or lose access, and nothing is changed', async () => {
    const [viewer, editor, invited] = [await world.person('viewer'), await world.person('editor'), await world.person('viewer')]
    const space = await world.as(admin, createSpace, { projectId, name: 'Soon private', isPrivate: false, access: [{ userId: invited, role: 'viewer' }] })
    const preview = async (isPrivate: boolean) => {
      const changes = await world.as(admin, previewSpaceAccess, { idOrSlug: space.id, isPrivate })
      return [viewer, editor, invited, admin].map((id) => changes.flatMap(({ userId, before, after }) => (userId === id ? [before, after] : [])))
    }
    expect(await preview(false)).toEqual([[], [], [], []])
    expect(await preview(true)).toEqual([['viewer', null], ['editor', null], [], []])
    await world.as(viewer, getSpace, { idOrSlug: space.id })
    await world.as(admin, updateSpace, { idOrSlug: space.id, isPrivate: true })
    expect(await preview(false)).toEqual([[null, 'viewer'], [null, 'editor'], [], []])
    expect(await outcome(world.as(invited, previewSpaceAccess, { idOrSlug: space.id, isPrivate: false }))).toBe('forbidden')
    expect((await world.as(invited, getSpace, { idOrSlug: space.id })).abilities).toEqual(['space.view'])
    expect((await world.as(admin, getSpace, { idOrSlug: space.id })).members.find(({ userId }) => userId === invited)?.ownRole).toBe('viewer')
  })
})

describe('a space', () => {
  it('is private and its creator its admin, unless said otherwise', async () => {
    const editor = await world.person('editor')
    const friend = await world.person('viewer')
    const space = await world.as(editor, createSpace, { projectId, name: 'Mine', access: [{ userId: friend, role: 'viewer' }] })
    expect(space).toMatchObject({ spec: { isPrivate: true }, ownAccess: { role: 'admin', hasDirectAccess: true }, chartCount: 0, dashboardCount: 0 })
    expect([...space.directUserIds].toSorted()).toEqual([editor, friend].toSorted())
    expect(await outcome(world.as(friend, getSpace, { idOrSlug: space.id }))).toBe('yes')
    expect(await outcome(world.as(await world.person('interactive_viewer'), createSpace, { projectId, name: 'No' }))).toBe('forbidden')
  })

  it('opens and closes to people of the organization, and to nobody else', async () => {
    const space = await world.as(admin, createSpace, { projectId, name: 'Closed' })
    const person = await world.person('viewer')
    const foreign = await insertTestProject(world.test.db)
    const key = { idOrSlug: space.id }
    expect(await outcome(world.as(admin, addSpaceAccess, { ...key, userId: foreign.userId, role: 'viewer' }))).toBe('not_found')
    expect(await outcome(world.as(admin, addSpaceAccess, { ...key, userId: 'nobody', role: 'viewer' }))).toBe('not_found')
    await expect(world.as(admin, createSpace, { projectId, name: 'x', access: [{ userId: foreign.userId, role: 'admin' }] })).rejects.toMatchObject({
      code: 'invalid',
    })
    await world.as(admin, addSpaceAccess, { ...key, userId: person, role: 'viewer' })
    expect(await outcome(world.as(person, getSpace, key))).toBe('yes')
    await world.as(admin, revokeSpaceAccess, { ...key, userId: person })
    expect(await outcome(world.as(person, getSpace, key))).toBe('forbidden')
    expect(await outcome(world.as(admin, revokeSpaceAccess, { ...key, userId: person }))).toBe('not_found')
    await world.as(admin, updateSpace, { ...key, isPrivate: false })
    expect(await outcome(world.as(person, getSpace, key))).toBe('yes')
    expect(await outcome(world.as(foreign.userId, getSpace, key))).toBe('forbidden')
  })

  it('gives a chart away only to somebody with the right in both', async () => {
    const editor = await world.person('editor')
    const mine = await world.as(editor, createSpace, { projectId, name: 'From' })
    const other = await world.as(admin, createSpace, { projectId, name: 'To' })
    const chart = await world.as(editor, createChart, { projectId, spaceId: mine.id, name: 'Mover', document: chartDocument() })
    const move = () => outcome(world.as(editor, updateChart, { idOrSlug: chart.id, change: { spaceId: other.id } }))
    expect(await move()).toBe('forbidden')
    await world.as(admin, addSpaceAccess, { idOrSlug: other.id, userId: editor, role: 'viewer' })
    expect(await move()).toBe('forbidden')
    await world.as(admin, addSpaceAccess, { idOrSlug: other.id, userId: editor, role: 'editor' })
    expect(await move()).toBe('yes')
  })

  it('says no to those who may save nowhere', async () => {
    const interactive = await world.person('interactive_viewer')
    expect(await outcome(world.as(interactive, createChart, { projectId, name: 'Nowhere', document: chartDocument() }))).toBe('forbidden')
  })
})
