import { existsSync, mkdirSync, readdirSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { fixedClock } from '../platform/clock.ts'
import { audienceOf } from './audience.ts'
import { asFailure } from './result-failure.ts'
import type { ResultKey, StoredResult } from './result-store.ts'
import type { Results } from './results.ts'
import { asker, newKey, openResultsWorld, valuesOf, type ResultsWorld } from './testing/open-results.ts'

const day = 86_400_000
const clock = fixedClock(Date.parse('2026-06-01T12:00:00Z'))
let world: ResultsWorld
beforeEach(async () => {
  clock.advance(Date.parse('2026-06-01T12:00:00Z') - clock.now())
  world = await openResultsWorld({ clock })
})
afterEach(() => world.close())

const keep = (key: ResultKey, sql = 'SELECT 42 AS n', results: Results = world.results): Promise<StoredResult> =>
  results.keep(key, { kind: 'question', question: { sql, tables: {} } }, asker())
const only = async (result: StoredResult, results: Results = world.results): Promise<unknown> =>
  valuesOf(await results.rows(result, { ...asker(), offset: 0, limit: 10 }))[0]
const files = (): string[] => {
  const folder = path.join(world.folder, world.projectId)
  return existsSync(folder) ? readdirSync(folder).filter((file) => file !== 'engine.duckdb') : []
}
const fileOf = ({ id }: StoredResult): string => path.join(world.folder, world.projectId, `${id}.parquet`)

describe('results are kept', () => {
  it('and found by what was asked and who may see it, by neither alone', async () => {
    const mine = newKey(world.projectId, audienceOf({ policy: { userAttributes: { region: ['north'] } }, account: null, modelRevision: '1' }))
    const theirs = { ...mine, audience: audienceOf({ policy: { userAttributes: { region: ['south'] } }, account: null, modelRevision: '1' }) }
    const results = await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        const [key, region] = at % 2 === 0 ? [mine, 'north'] : [theirs, 'south']
        const found = (await world.results.find(key)) ?? (await keep(key, `SELECT '${region}' AS region`))
        return [region, await only(found)]
      }),
    )
    expect(results).toEqual(results.map(([region]) => [region, [region]]))
    expect(await only((await world.results.find(mine)) as StoredResult)).toEqual(['north'])
    for (const other of [
      { ...mine, fingerprint: newId() },
      { ...mine, audience: 'nobody' },
      { ...mine, projectId: newId() },
    ])
      expect(await world.results.find(other)).toBeNull()
  })

  it('once for all who keep the same at the same time', async () => {
    const key = newKey(world.projectId)
    const kept = await Promise.all(Array.from({ length: 5 }, () => keep(key, 'SELECT random() AS r')))
    expect(new Set(kept.map(({ id }) => id)).size).toBe(1)
    expect(files()).toEqual([`${kept[0]?.id}.parquet`])
  })

  it('anew in the place of what was there', async () => {
    const key = newKey(world.projectId)
    await keep(key, 'SELECT 1')
    const second = await keep(key, 'SELECT 2')
    expect(await only((await world.results.find(key)) as StoredResult)).toEqual([2])
    expect(files()).toEqual([`${second.id}.parquet`])
  })

  it('over a restart', async () => {
    const key = newKey(world.projectId)
    const before = await keep(key, 'SELECT 1::HUGEINT AS n')
    await world.results.close()
    const again = await world.open()
    const found = await again.find(key)
    expect(found).toEqual(before)
    expect(await only(found as StoredResult, again)).toEqual([1])
  })

  it('for one folder: another node makes its own', async () => {
    const key = newKey(world.projectId)
    await keep(key, 'SELECT 1')
    const other = await world.open({ folder: `${world.folder}-of-another-node` })
    expect(await other.find(key)).toBeNull()
    await keep(key, 'SELECT 2', other)
    expect([await only((await world.results.find(key)) as StoredResult), await only((await other.find(key)) as StoredResult, other)]).toEqual([[1], [2]])
  })

  it('with a small file for a small result', async () => {
    expect((await keep(newKey(world.projectId), "SELECT i, 'text ' || i AS t FROM range(10) r(i)")).bytes).toBeLessThan(3000)
  })
})

describe('a result does not count', () => {
  it('while it is half written, or after that failed', async () => {
    const key = newKey(world.projectId)
    const abort = new AbortController()
    const writing = world.results.keep(
      key,
      { kind: 'question', question: { sql: 'SELECT md5(i::VARCHAR) AS a FROM range(100000000) t(i)', tables: {} } },
      asker({ signal: abort.signal }),
    )
    writing.catch(() => undefined)
    await expect.poll(() => files().filter((file) => file.endsWith('.part')).length, { timeout: 10_000 }).toBe(1)
    expect(await world.results.find(key)).toBeNull()
    abort.abort()
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' })
    await expect.poll(files, { timeout: 10_000 }).toEqual([])
  })

  it('when its file is gone or torn: it is made again', async () => {
    for (const harm of [(file: string) => rm(file), async (file: string) => truncateSync(file, 10)]) {
      const key = newKey(world.projectId)
      const result = await keep(key)
      await harm(fileOf(result))
      const error = await world.results.rows(result, { ...asker(), offset: 0, limit: 1 }).catch((caught: unknown) => caught)
      expect(error).toMatchObject({ code: 'unavailable', details: { reason: 'result_gone' } })
      expect((error as AppError).message).not.toContain(world.folder)
      expect(await world.results.find(key)).toBeNull()
      expect(await only(await keep(key))).toEqual([42])
    }
  })

  it('when its folder vanished, which harms nothing else', async () => {
    const key = newKey(world.projectId)
    await keep(key)
    await rm(world.folder, { recursive: true })
    expect(await world.results.find(key)).toBeNull()
    expect(await world.results.tidy()).toEqual({ removed: 0, files: 0 })
    await rm(world.folder, { recursive: true, force: true })
    expect(await only(await keep(key))).toEqual([42])
    expect(await world.results.find(key)).not.toBeNull()
  })
})

describe('room is made', () => {
  it('by forgetting what was used longest ago, of this project alone', async () => {
    const small = await world.open({ limits: { projectBytes: 130_000 } })
    const large = 'SELECT md5(i::VARCHAR) AS a FROM range(2000) t(i)'
    const keys = Array.from({ length: 3 }, () => newKey(world.projectId))
    for (const key of keys) {
      await keep(key, large, small)
      clock.advance(2 * 3_600_000)
    }
    const bytes = (await small.find(keys[0] as ResultKey))?.bytes ?? 0
    expect(bytes).toBeGreaterThan(130_000 / 4)
    expect(bytes).toBeLessThan(130_000 / 3)
    clock.advance(60_000)
    await keep(newKey(world.projectId), large, small)
    expect(await Promise.all(keys.map(async (key) => (await small.find(key)) !== null))).toEqual([true, false, true])
    expect(files().length).toBe(3)
  })

  it('within a share by those who have one, at nobody else’s cost', async () => {
    const small = await world.open({ limits: { projectBytes: 1_000_000 } })
    const given = fileOf(await keep(newKey(world.projectId), 'SELECT md5(i::VARCHAR) AS a FROM range(2000) t(i)', small))
    const own = newKey(world.projectId)
    await keep(own, 'SELECT 1', small)
    const shared = { audiences: 'guest ', part: 0.07 }
    const keys = Array.from({ length: 4 }, (_, n) => ({ ...newKey(world.projectId), audience: `guest ${n}` }))
    for (const key of keys) {
      clock.advance(2 * 3_600_000)
      await small.keep(key, { kind: 'file', path: given, shared }, asker())
    }
    expect(await Promise.all([own, ...keys].map(async (key) => (await small.find(key)) !== null))).toEqual([true, false, false, true, true])
  })

  it('of what nobody asked for in a time, and of files that nobody knows', async () => {
    const [old, used] = [newKey(world.projectId), newKey(world.projectId)]
    const gone = await keep(old)
    await keep(used)
    clock.advance(6 * day)
    await world.results.find(used)
    clock.advance(2 * day)
    const folder = path.join(world.folder, world.projectId)
    for (const [name, hours] of [
      ['torn.part', 3],
      [`${newId()}.parquet`, 3],
      ['now.part', 0],
    ] as const) {
      writeFileSync(path.join(folder, name), 'x')
      utimesSync(path.join(folder, name), clock.now() / 1000 - hours * 3600, clock.now() / 1000 - hours * 3600)
    }
    utimesSync(fileOf(gone), clock.now() / 1000 - 8 * 86_400, clock.now() / 1000 - 8 * 86_400)
    expect(await world.results.tidy()).toEqual({ removed: 1, files: 3 })
    expect(await world.results.find(old)).toBeNull()
    expect(await world.results.find(used)).not.toBeNull()
    expect(files().filter((file) => file.endsWith('.part'))).toEqual(['now.part'])
  })

  it('when a project is deleted', async () => {
    const result = await keep(newKey(world.projectId))
    await world.database.db.deleteFrom('projects').where('id', '=', world.projectId).execute()
    utimesSync(fileOf(result), clock.now() / 1000 - 7200, clock.now() / 1000 - 7200)
    expect(await world.results.tidy()).toEqual({ removed: 0, files: 1 })
  })
})

describe('errors', () => {
  it('of a full disk say so', () => {
    const said = new AppError('query_failed', 'IO', { warehouseMessage: 'IO Error: Could not write file "/data/x.part": No space left on device' })
    for (const error of [said, Object.assign(new Error('write'), { code: 'ENOSPC' })])
      expect(asFailure(error, '/data')).toMatchObject({ code: 'unavailable', details: { reason: 'disk_full' } })
    const other = new AppError('query_failed', 'x', { warehouseMessage: 'Conversion Error' })
    expect(asFailure(other, '/data')).toBe(other)
  })

  it('of a folder that cannot be made are errors of this question, not of the house', async () => {
    const blocked = path.join(world.folder, '..', 'blocked')
    writeFileSync(blocked, 'a file where a folder has to be')
    const results = await world.open({ folder: blocked })
    await expect(keep(newKey(world.projectId), 'SELECT 1', results)).rejects.toThrow(/ENOTDIR|EEXIST/)
    await rm(blocked)
    mkdirSync(blocked)
    expect(await only(await keep(newKey(world.projectId), 'SELECT 1', results), results)).toEqual([1])
    expect(statSync(path.join(blocked, world.projectId)).mode & 0o077).toBe(0)
  })
})

describe('an audience', () => {
  const base = { policy: { userAttributes: { region: ['north', 'south'], team: ['a'] }, email: 'a@b.example' }, account: null, modelRevision: '1' }

  it('is the same for whoever sees the same, however it is written', () => {
    expect(audienceOf({ ...base, policy: { email: 'a@b.example', userAttributes: { team: ['a'], region: ['south', 'north'] } } })).toBe(audienceOf(base))
  })

  it.each([
    ['attributes', { ...base, policy: { ...base.policy, userAttributes: { region: ['north'], team: ['a'] } } }],
    ['an attribute less', { ...base, policy: { ...base.policy, userAttributes: { region: ['north', 'south'] } } }],
    ['address', { ...base, policy: { ...base.policy, email: 'c@b.example' } }],
    ['no address', { ...base, policy: { userAttributes: base.policy.userAttributes } }],
    ['account', { ...base, account: { id: '1', user: null, version: '1' } }],
    ['password', { ...base, account: { id: '1', user: null, version: '2' } }],
    ['row rules', { ...base, modelRevision: '2' }],
  ])('is another one for other %s', (_, other) => expect(audienceOf(other)).not.toBe(audienceOf(base)))
})
