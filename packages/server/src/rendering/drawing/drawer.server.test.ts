import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDrawer } from './drawer.ts'
import type { DrawingOrder } from './sheet.ts'

let folder: string
let entry: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-drawer-'))
  entry = path.join(folder, 'stands-in.mjs')
  // By the title: one that never ends, one that fails, one that is done at once.
  await writeFile(
    entry,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', ({ id, question: { title } }) => {
       if (title === 'endless') for (;;);
       if (title === 'leave') process.exit(1)
       parentPort.postMessage(title === 'fail' ? { id, error: 'no ink' } : { id, answer: Uint8Array.of(1, 2, 3) })
     })`,
  )
})
afterAll(() => rm(folder, { recursive: true }))

const asker = (fairKey = 'somebody', signal = new AbortController().signal) => ({ fairKey, signal })
const order = (title: string): DrawingOrder => ({ of: 'blocks', as: 'png', title, blocks: [], width: 10, height: 10, locale: 'en', zone: 'UTC' })

it('what takes too long is ended and says what to do, what breaks off too, and the next is drawn again', async () => {
  const drawer = createDrawer({ entry, timeoutMs: 2000, memoryMegabytes: 64, mostWaiting: 10 })
  const drawn = await Promise.allSettled(['endless', 'one', 'leave', 'two', 'fail', 'three'].map((title) => drawer.draw(order(title), asker())))
  const said = drawn.map((one) => (one.status === 'fulfilled' ? one.value.length : (one.reason as Error).message))
  expect(said).toEqual([
    expect.stringContaining('takes longer than 2 s to be drawn. Show less'),
    3,
    expect.stringContaining('more than 64 MB'),
    3,
    expect.stringContaining('no ink'),
    3,
  ])
  await drawer.close()
  await expect(drawer.draw(order('late'), asker())).rejects.toMatchObject({ code: 'unavailable' })
})

it('no more wait than there is place for, half of it for one person, people take turns, and nothing is drawn for who left', async () => {
  const drawer = createDrawer({ entry, timeoutMs: 2000, memoryMegabytes: 64, mostWaiting: 5 })
  const drawn: string[] = []
  const draw = async (title: string, who: string, signal?: AbortSignal): Promise<void> => {
    await drawer.draw(order(title), asker(who, signal))
    drawn.push(title)
  }
  const leaving = new AbortController()
  const waiting = [draw('a1', 'a'), draw('a2', 'a'), draw('a3', 'a'), draw('b1', 'b')]
  const left = draw('a4', 'a', leaving.signal)
  const refused = { code: 'limit_exceeded', details: { reason: 'drawings_waiting' } }
  await expect(draw('a5', 'a')).rejects.toMatchObject(refused)
  waiting.push(draw('c1', 'c'))
  await expect(draw('d1', 'd')).rejects.toMatchObject(refused)
  leaving.abort()
  await expect(left).rejects.toMatchObject({ code: 'cancelled' })
  await Promise.all(waiting)
  expect(drawn).toEqual(['a1', 'a2', 'b1', 'c1', 'a3'])
  expect(await drawer.draw(order('d1'), asker())).toHaveLength(3)
  await drawer.close()
})

it('what is cut off by the end of the server is not called too much', async () => {
  const drawer = createDrawer({ entry, timeoutMs: 20_000, memoryMegabytes: 64, mostWaiting: 4 })
  expect(await drawer.draw(order('one'), asker())).toHaveLength(3)
  const cut = expect(drawer.draw(order('endless'), asker())).rejects.toMatchObject({ code: 'unavailable' })
  await new Promise((resolve) => setTimeout(resolve, 100))
  await Promise.all([cut, drawer.close()])
})
