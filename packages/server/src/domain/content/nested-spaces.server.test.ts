import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentUsing } from './content-using.ts'
import { createChart } from './create-chart.ts'
import { createSpace, type CreateSpace } from './create-space.ts'
import { deleteChart, deleteSpace } from './delete-content.ts'
import { getChart } from './get-chart.ts'
import { getSpace, listSpaces } from './get-space.ts'
import { listCharts } from './list-charts.ts'
import { previewSpaceAccess } from './preview-space-access.ts'
import { addSpaceAccess, revokeSpaceAccess } from './space-access.ts'
import { deepest } from './space-place.ts'
import { chartDocument, createContentWorld, type ContentWorld, type Role } from './testing/content-world.ts'
import { emptyTrash, listTrash, restoreFromTrash, trashDays } from './trash.ts'
import type { Space } from './types.ts'
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
    (error: { code?: string; details?: { reason?: string } }) => error.details?.reason ?? error.code ?? String(error),
  )
const space = (part: Omit<CreateSpace, 'projectId'>, by = admin): Promise<Space> => world.as(by, createSpace, { projectId, ...part })
const chartIn = (spaceId: string) => world.as(admin, createChart, { projectId, spaceId, name: 'Chart', document: chartDocument() })
const share = (spaceId: string, userId: string, role: 'viewer' | 'editor' | 'admin') => world.as(admin, addSpaceAccess, { idOrSlug: spaceId, userId, role })
const sees = async (userId: string, spaceId: string): Promise<boolean> => (await world.as(userId, listSpaces, { projectId })).some(({ id }) => id === spaceId)

describe('a space in a space', () => {
  // What a place gives by role: nothing, see charts, change charts, run the space.
  const ladder = ['nothing', 'view', 'edit', 'manage'] as const
  type May = (typeof ladder)[number]
  const places = {
    'inherits from public': { parent: { isPrivate: false }, child: {} },
    'inherits from private': { parent: { isPrivate: true }, child: {} },
    'inherits from private, above as viewer': { parent: { isPrivate: true }, child: {}, above: 'viewer' },
    'inherits from private, above as admin': { parent: { isPrivate: true }, child: {}, above: 'admin' },
    'inherits from private, here as editor': { parent: { isPrivate: true }, child: {}, here: 'editor' },
    'inherits, above as editor, here as viewer': { parent: { isPrivate: true }, child: {}, above: 'editor', here: 'viewer' },
    'own and private in public': { parent: { isPrivate: false }, child: { isPrivate: true } },
    'own and public in private': { parent: { isPrivate: true }, child: { isPrivate: false } },
    'own and private, above as admin': { parent: { isPrivate: true }, child: { isPrivate: true }, above: 'admin' },
    'own and private in public, here as viewer': { parent: { isPrivate: false }, child: { isPrivate: true }, here: 'viewer' },
  } as const
  type Place = keyof typeof places
  const same = (may: May): Record<Place, May> => Object.fromEntries(Object.keys(places).map((place) => [place, may])) as Record<Place, May>
  const expected: Record<Role, Record<Place, May>> = {
    member: same('nothing'),
    admin: same('manage'),
    viewer: {
      ...same('view'),
      'inherits from private': 'nothing',
      'own and private in public': 'nothing',
      'own and private, above as admin': 'nothing',
    },
    interactive_viewer: {
      'inherits from public': 'view',
      'inherits from private': 'nothing',
      'inherits from private, above as viewer': 'view',
      'inherits from private, above as admin': 'manage',
      'inherits from private, here as editor': 'edit',
      'inherits, above as editor, here as viewer': 'edit',
      'own and private in public': 'nothing',
      'own and public in private': 'view',
      'own and private, above as admin': 'nothing',
      'own and private in public, here as viewer': 'view',
    },
    editor: editors(),
    developer: editors(),
  }
  function editors(): Record<Place, May> {
    return {
      'inherits from public': 'edit',
      'inherits from private': 'nothing',
      'inherits from private, above as viewer': 'view',
      'inherits from private, above as admin': 'manage',
      'inherits from private, here as editor': 'edit',
      'inherits, above as editor, here as viewer': 'edit',
      'own and private in public': 'nothing',
      'own and public in private': 'edit',
      'own and private, above as admin': 'nothing',
      'own and private in public, here as viewer': 'view',
    }
  }
  const cases = Object.entries(expected).flatMap(([role, of]) => Object.entries(of).map(([place, may]) => [role as Role, place as Place, may] as const))

  it.each(cases)('%s, %s: %s', async (role, place, may) => {
    const person = await world.person(role)
    const wanted: { parent: object; child: object; above?: 'viewer' | 'editor' | 'admin'; here?: 'viewer' | 'editor' } = places[place]
    const top = await space({ name: 'Top', ...wanted.parent })
    // A space between them that inherits: what counts is not only the nearest.
    const middle = await space({ name: 'Middle', parentId: top.id })
    const child = await space({ name: 'Child', parentId: middle.id, ...wanted.child })
    const chart = await chartIn(child.id)
    if (wanted.above !== undefined) await share(top.id, person, wanted.above)
    if (wanted.here !== undefined) await share(child.id, person, wanted.here)
    const step = ladder.indexOf(may)
    const right = (needed: May): string => (step >= ladder.indexOf(needed) ? 'yes' : 'no')
    const tried = async (work: Promise<unknown>): Promise<string> => ((await outcome(work)) === 'yes' ? 'yes' : 'no')
    const listed = async (work: Promise<readonly { id: string }[]>, id: string): Promise<string> =>
      work.then(
        (found) => (found.some((one) => one.id === id) ? 'yes' : 'no'),
        () => 'no',
      )
    expect({
      view: await tried(world.as(person, getChart, { idOrSlug: chart.id })),
      spaces: await listed(world.as(person, listSpaces, { projectId }), child.id),
      charts: await listed(world.as(person, listCharts, { projectId }), chart.id),
      create: await tried(world.as(person, createChart, { projectId, spaceId: child.id, name: 'Mine', document: chartDocument() })),
      manage: await tried(world.as(person, updateSpace, { idOrSlug: child.id, name: 'Theirs' })),
    }).toEqual({ view: right('view'), spaces: right('view'), charts: right('view'), create: right('edit'), manage: right('manage') })
    const member = (await world.as(admin, getSpace, { idOrSlug: child.id })).members.find(({ userId }) => userId === person)
    expect(member === undefined).toBe(step === 0)
  })

  it('says where access comes from, shows the way to it as far as it may be seen, and what is in it', async () => {
    const [person, stranger] = [await world.person('viewer'), await world.person('viewer')]
    const top = await space({ name: 'Finance' })
    const middle = await space({ name: 'Payroll', parentId: top.id })
    const child = await space({ name: '2026', parentId: middle.id })
    await share(top.id, person, 'viewer')
    await share(child.id, stranger, 'viewer')
    const seen = await world.as(person, getSpace, { idOrSlug: child.id })
    expect(seen.path.map(({ name }) => name)).toEqual(['Finance', 'Payroll', '2026'])
    expect(seen.parentId).toBe(middle.id)
    expect(seen.members.find(({ userId }) => userId === person)).toMatchObject({
      role: 'viewer',
      ownRole: null,
      inheritedSpaceId: top.id,
      hasDirectAccess: true,
    })
    expect((await world.as(person, getSpace, { idOrSlug: top.id })).children.map(({ name }) => name)).toEqual(['Payroll'])
    // Only the innermost is theirs: those above are not there for them, in no list and by no name.
    const alone = await world.as(stranger, getSpace, { idOrSlug: child.id })
    expect([alone.path.map(({ name }) => name), alone.parentId]).toEqual([['2026'], null])
    expect((await world.as(stranger, listSpaces, { projectId })).find(({ id }) => id === child.id)?.parentId).toBeNull()
    expect(await outcome(world.as(stranger, getSpace, { idOrSlug: middle.id }))).toBe('space_access')
  })

  it('counts as hidden what is in a space that is not inherited', async () => {
    const viewer = await world.person('viewer')
    const usedBy = async () => {
      const ctx = { actor: await world.actor(viewer), clock: world.clock, requestId: 'r', signal: new AbortController().signal, db: world.test.db }
      const { charts, hidden } = await contentUsing(ctx, projectId, { explores: ['orders'], fields: [] })
      return [charts.length, hidden]
    }
    const [shown, hidden] = await usedBy()
    const open = await space({ name: 'Open', isPrivate: false })
    await chartIn((await space({ name: 'Inherits', parentId: open.id })).id)
    await chartIn((await space({ name: 'Closed', parentId: open.id, isPrivate: true })).id)
    expect(await usedBy()).toEqual([(shown ?? 0) + 1, (hidden ?? 0) + 1])
  })

  it('is made only by those who may save in the space around it, and is then managed by its maker', async () => {
    const editor = await world.person('editor')
    const closed = await space({ name: 'Closed' })
    expect(await outcome(space({ name: 'In', parentId: closed.id }, editor))).toBe('space_access')
    await share(closed.id, editor, 'viewer')
    expect(await outcome(space({ name: 'In', parentId: closed.id }, editor))).toBe('space_access')
    await share(closed.id, editor, 'editor')
    const made = await space({ name: 'In', parentId: closed.id }, editor)
    expect(made.ownAccess?.role).toBe('admin')
    expect(await outcome(space({ name: 'x', inherits: true }))).toBe('no_parent')
    expect(await outcome(space({ name: 'x', parentId: '0f8fad5b-d9cb-469f-a165-70867728950e' }))).toBe('space_missing')
  })

  it('is not put deeper than spaces go', async () => {
    let inner = await space({ name: 'Level 1' })
    for (let level = 2; level <= deepest; level++) inner = await space({ name: `Level ${level}`, parentId: inner.id })
    expect(await outcome(space({ name: 'Too deep', parentId: inner.id }))).toBe('space_depth')
  })
})

describe('moving a space', () => {
  it('is told who gains and loses before, and changes access of all that inherits', async () => {
    const [first, second] = [await world.person('viewer'), await world.person('viewer')]
    const from = await space({ name: 'From' })
    const to = await space({ name: 'To' })
    await share(from.id, first, 'viewer')
    await share(to.id, second, 'viewer')
    const moved = await space({ name: 'Moved', parentId: from.id })
    const inside = await space({ name: 'Inside', parentId: moved.id })
    const apart = await space({ name: 'Apart', parentId: moved.id, isPrivate: true })
    await share(apart.id, first, 'viewer')
    const preview = await world.as(admin, previewSpaceAccess, { idOrSlug: moved.id, parentId: to.id })
    expect(preview.map(({ userId, before, after }) => [userId, before, after])).toEqual(
      expect.arrayContaining([
        [first, 'viewer', null],
        [second, null, 'viewer'],
      ]),
    )
    expect(preview).toHaveLength(2)
    expect([await sees(first, inside.id), await sees(second, inside.id)]).toEqual([true, false])
    await world.as(admin, updateSpace, { idOrSlug: moved.id, parentId: to.id })
    for (const { id } of [moved, inside]) expect([await sees(first, id), await sees(second, id)]).toEqual([false, true])
    expect([await sees(first, apart.id), await sees(second, apart.id)]).toEqual([true, false])
  })

  it('to the top keeps what it inherited as its own', async () => {
    const [person, editor] = [await world.person('viewer'), await world.person('editor')]
    const top = await space({ name: 'Top' })
    await share(top.id, person, 'viewer')
    await share(top.id, editor, 'editor')
    const child = await space({ name: 'Child', parentId: top.id })
    await share(child.id, editor, 'viewer')
    expect(await world.as(admin, previewSpaceAccess, { idOrSlug: child.id, parentId: null })).toEqual([])
    const freed = await world.as(admin, updateSpace, { idOrSlug: child.id, parentId: null })
    expect(freed).toMatchObject({ parentId: null, space: { isPrivate: true, chain: [child.id] } })
    expect(freed.members.filter(({ userId }) => [person, editor].includes(userId)).map(({ ownRole }) => ownRole)).toEqual(
      expect.arrayContaining(['viewer', 'editor']),
    )
    await world.as(admin, revokeSpaceAccess, { idOrSlug: top.id, userId: person })
    expect([await sees(person, top.id), await sees(person, child.id)]).toEqual([false, true])
  })

  it('needs the right where it is and where it goes, and makes no circle', async () => {
    const editor = await world.person('editor')
    const [mine, theirs] = [await space({ name: 'Mine' }, editor), await space({ name: 'Theirs' })]
    expect(await outcome(world.as(editor, updateSpace, { idOrSlug: mine.id, parentId: theirs.id }))).toBe('space_access')
    expect(await outcome(world.as(editor, previewSpaceAccess, { idOrSlug: mine.id, parentId: theirs.id }))).toBe('space_access')
    await share(theirs.id, editor, 'editor')
    expect(await outcome(world.as(editor, updateSpace, { idOrSlug: mine.id, parentId: theirs.id }))).toBe('yes')
    const inner = await space({ name: 'Inner', parentId: mine.id })
    for (const parentId of [mine.id, inner.id]) {
      expect(await outcome(world.as(admin, updateSpace, { idOrSlug: mine.id, parentId }))).toBe('space_cycle')
    }
    const interactive = await world.person('interactive_viewer')
    await share(inner.id, interactive, 'admin')
    expect(await outcome(world.as(interactive, updateSpace, { idOrSlug: inner.id, parentId: null }))).toBe('role')
  })

  it('does not begin to inherit from a space that its manager may not see', async () => {
    const editor = await world.person('editor')
    const hidden = await space({ name: 'Hidden', isPrivate: true })
    const { id } = await space({ name: 'Shared', parentId: hidden.id, isPrivate: true })
    await share(id, editor, 'admin')
    await share(hidden.id, await world.person('viewer'), 'viewer')
    expect(await outcome(world.as(editor, previewSpaceAccess, { idOrSlug: id, inherits: true }))).toBe('space_access')
    expect(await outcome(world.as(editor, updateSpace, { idOrSlug: id, inherits: true }))).toBe('space_access')
    expect((await world.as(editor, getSpace, { idOrSlug: id })).groups).toEqual([])
    await share(hidden.id, editor, 'viewer')
    expect(await outcome(world.as(editor, updateSpace, { idOrSlug: id, inherits: true }))).toBe('yes')
  })

  it('two moves at once make no circle', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await space({ name: 'A' }), await space({ name: 'B' })]
      const done = await Promise.all([
        outcome(world.as(admin, updateSpace, { idOrSlug: a.id, parentId: b.id })),
        outcome(world.as(admin, updateSpace, { idOrSlug: b.id, parentId: a.id })),
      ])
      expect(done.toSorted()).toEqual(['space_cycle', 'yes'])
    }
  })
})

describe('inheriting', () => {
  it('is ended with the access kept, begun again with that of the space around it, and follows what that becomes', async () => {
    const person = await world.person('viewer')
    const top = await space({ name: 'Top', isPrivate: false })
    const child = await space({ name: 'Child', parentId: top.id })
    const inside = await space({ name: 'Inside', parentId: child.id })
    expect(await outcome(world.as(admin, updateSpace, { idOrSlug: child.id, isPrivate: true }))).toBe('inherits_access')
    await world.as(admin, updateSpace, { idOrSlug: child.id, inherits: false, isPrivate: true })
    expect([await sees(person, top.id), await sees(person, child.id), await sees(person, inside.id)]).toEqual([true, false, false])
    expect((await world.as(admin, previewSpaceAccess, { idOrSlug: child.id, inherits: true })).map(({ userId }) => userId)).toContain(person)
    await world.as(admin, updateSpace, { idOrSlug: child.id, inherits: true })
    expect([await sees(person, child.id), await sees(person, inside.id)]).toEqual([true, true])
    await world.as(admin, updateSpace, { idOrSlug: top.id, isPrivate: true })
    expect([await sees(person, child.id), await sees(person, inside.id)]).toEqual([false, false])
    expect(await outcome(world.as(admin, updateSpace, { idOrSlug: top.id, inherits: true }))).toBe('no_parent')
  })
})

describe('a deleted space', () => {
  it('takes the spaces in it along, and all of it comes back as it was', async () => {
    const person = await world.person('viewer')
    const top = await space({ name: 'Deleted', isPrivate: false })
    const child = await space({ name: 'Child', parentId: top.id })
    const inner = await space({ name: 'Inner', parentId: child.id })
    const chart = await chartIn(inner.id)
    const early = await chartIn(inner.id)
    await world.as(admin, deleteChart, { idOrSlug: early.id })
    world.clock.advance(1000)
    const { trashedIds } = await world.as(admin, deleteSpace, { idOrSlug: top.id })
    expect(trashedIds.toSorted()).toEqual([top.id, child.id, inner.id, chart.id].toSorted())
    const trash = (await world.as(admin, listTrash, { projectId })).map(({ id }) => id)
    expect(trash).toContain(top.id)
    expect(trash).not.toContain(inner.id)
    await world.as(admin, restoreFromTrash, { id: top.id })
    const back = await world.as(person, getSpace, { idOrSlug: inner.id })
    expect([back.path.map(({ name }) => name), back.charts.map(({ id }) => id)]).toEqual([['Deleted', 'Child', 'Inner'], [chart.id]])
    expect(back.space.chain).toEqual([inner.id, child.id, top.id])
  })

  it('that comes back into a space that was moved meanwhile has the access of there', async () => {
    const [first, second] = [await world.person('viewer'), await world.person('viewer')]
    const [from, to] = [await space({ name: 'From' }), await space({ name: 'To' })]
    await share(from.id, first, 'viewer')
    await share(to.id, second, 'viewer')
    const middle = await space({ name: 'Middle', parentId: from.id })
    const inner = await space({ name: 'Inner', parentId: middle.id })
    await world.as(admin, deleteSpace, { idOrSlug: inner.id })
    await world.as(admin, updateSpace, { idOrSlug: middle.id, parentId: to.id })
    await world.as(admin, restoreFromTrash, { id: inner.id })
    expect([await sees(first, inner.id), await sees(second, inner.id)]).toEqual([false, true])
  })

  it('is not deleted by who does not manage all that is in it', async () => {
    const editor = await world.person('editor')
    const mine = await space({ name: 'Mine' }, editor)
    const apart = await space({ name: 'Apart', parentId: mine.id, isPrivate: true })
    expect(await outcome(world.as(editor, deleteSpace, { idOrSlug: mine.id }))).toBe('space_inside')
    await world.as(admin, deleteSpace, { idOrSlug: apart.id })
    expect(await outcome(world.as(editor, deleteSpace, { idOrSlug: mine.id }))).toBe('yes')
  })

  it('leaves nothing behind that is alive, whatever is put into it at the same moment', async () => {
    const top = await space({ name: 'Going' })
    const inner = await space({ name: 'Inner', parentId: top.id })
    await Promise.all([
      outcome(world.as(admin, deleteSpace, { idOrSlug: top.id })),
      ...Array.from({ length: 8 }, async (_, index) => outcome(index % 2 === 0 ? chartIn(inner.id) : space({ name: `New ${index}`, parentId: inner.id }))),
    ])
    const alive = await world.test.db.selectFrom('resources').select('id').where('space_id', 'in', [top.id, inner.id]).where('deleted_at', 'is', null).execute()
    expect(alive).toEqual([])
  })

  it('is gone for good with all that was in it after its time', async () => {
    const top = await space({ name: 'Old' })
    const inner = await space({ name: 'Inner', parentId: top.id })
    await chartIn(inner.id)
    await world.as(admin, deleteSpace, { idOrSlug: top.id })
    world.clock.advance((trashDays + 1) * 86_400_000)
    await world.as(null, emptyTrash, {})
    const left = await world.test.db.selectFrom('resources').select('id').where('id', 'in', [top.id, inner.id]).execute()
    expect(left).toEqual([])
    expect(await world.test.db.selectFrom('inherited_access').select('space_id').where('space_id', '=', inner.id).execute()).toEqual([])
  })
})
