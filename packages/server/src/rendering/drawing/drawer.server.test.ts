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

const order = (title: string): DrawingOrder => ({ of: 'blocks', as: 'png', title, blocks: [], width: 10, height: 10, locale: 'en', zone: 'UTC' })

it('what takes too long is ended and says what to do, what breaks off too, and the next is drawn again', async () => {
  const drawer = createDrawer({ entry, timeoutMs: 2000, memoryMegabytes: 64, mostWaiting: 10 })
  const drawn = await Promise.allSettled(['endless', 'one', 'leave', 'two', 'fail', 'three'].map((title) => drawer.draw(order(title))))
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
  await expect(drawer.draw(order('late'))).rejects.toMatchObject({ code: 'unavailable' })
})

it('no more wait than there is place for', async () => {
  const drawer = createDrawer({ entry, timeoutMs: 2000, memoryMegabytes: 64, mostWaiting: 2 })
  const waiting = [drawer.draw(order('one')), drawer.draw(order('two'))]
  await expect(drawer.draw(order('three'))).rejects.toMatchObject({ code: 'limit_exceeded', details: { reason: 'drawings_waiting' } })
  await Promise.all(waiting)
  expect(await drawer.draw(order('three'))).toHaveLength(3)
  await drawer.close()
})
