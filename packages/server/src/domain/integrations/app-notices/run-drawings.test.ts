import { expect, it } from 'vitest'
import { createRunDrawings, type DrawnRun } from './run-drawings.ts'

const drawn = (name: string): DrawnRun => ({ file: { name, contentType: 'image/png', bytes: Buffer.alloc(1) } })

it('draws once for all who ask at the same time, in each language, and again when that is a minute ago', async () => {
  const made: string[] = []
  const drawings = createRunDrawings()
  const once = (key: string, at: number): Promise<DrawnRun> =>
    drawings.once(key, at, async () => {
      made.push(`${key} ${at}`)
      return drawn(key)
    })
  const [first, second] = await Promise.all([once('run en', 0), once('run en', 0), once('run de', 0)])
  expect(second).toBe(first)
  await once('run en', 60_000)
  expect(made).toEqual(['run en 0', 'run de 0'])
  await once('run en', 60_001)
  expect(made).toEqual(['run en 0', 'run de 0', 'run en 60001'])
})

const busy = { problem: { message: 'Busy.', reason: 'drawings_waiting' } }

it('tries again what could not be drawn, and keeps no more than a few', async () => {
  let tries = 0
  const drawings = createRunDrawings()
  const answers = [() => busy, () => Promise.reject(new Error('stopped')), () => drawn('a')]
  const once = (key: string): Promise<DrawnRun> => drawings.once(key, 0, async () => (answers[tries++] ?? (() => drawn(key)))())
  expect(await once('a')).toEqual(busy)
  await expect(once('a')).rejects.toThrow('stopped')
  expect(await once('a')).toMatchObject({ file: { name: 'a' } })
  for (const key of ['b', 'c', 'd', 'e']) await once(key)
  const before = tries
  await once('e')
  expect(tries).toBe(before)
  await once('a')
  expect(tries).toBe(before + 1)
})
