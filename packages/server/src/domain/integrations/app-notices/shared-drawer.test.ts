import { expect, it } from 'vitest'
import { mostFileBytes } from '../../../channels/mail/mail.ts'
import type { DrawingOrder } from '../../../rendering/drawing/sheet.ts'
import { createSharedDrawer } from './shared-drawer.ts'

const asker = { fairKey: 'a', signal: new AbortController().signal }

function sharing(answer: (fact: string) => Promise<Buffer>) {
  let now = 0
  const drawn: string[] = []
  const { draw } = createSharedDrawer(
    {
      draw: (order) => {
        const [fact = ''] = order.of === 'sheet' ? order.sheet.facts : []
        drawn.push(`${fact} ${order.as}`)
        return answer(fact)
      },
    },
    { now: () => now },
  )
  const ask = (fact: string, as: 'png' | 'pdf' = 'png'): Promise<Buffer> => {
    const order: DrawingOrder = {
      of: 'sheet',
      as,
      sheet: { title: 'Sales', facts: [fact], tabs: [], locale: 'en', zone: 'UTC', at: new Date(now).toISOString() },
    }
    return draw(order, asker)
  }
  return { ask, drawn, at: (moment: number) => (now = moment) }
}

it('draws once what is the same within a minute, and again what somebody sees otherwise', async () => {
  const { ask, drawn, at } = sharing(async (fact) => Buffer.from(fact))
  const [first, second] = await Promise.all([ask('10 rows'), ask('10 rows')])
  expect(second).toBe(first)
  at(60_000)
  await ask('10 rows')
  await ask('withheld')
  await ask('10 rows', 'pdf')
  expect(drawn).toEqual(['10 rows png', 'withheld png', '10 rows pdf'])
  at(60_001)
  await ask('10 rows')
  expect(drawn).toHaveLength(4)
})

it('tries again what could not be drawn', async () => {
  let tries = 0
  const { ask } = sharing(() => (tries++ === 0 ? Promise.reject(new Error('stopped')) : Promise.resolve(Buffer.from('b'))))
  await expect(ask('a')).rejects.toThrow('stopped')
  expect(String(await ask('a'))).toBe('b')
})

it('keeps few, and nothing that is larger than a mail', async () => {
  const { ask, drawn } = sharing(async (fact) => Buffer.alloc(fact === 'large' ? mostFileBytes + 1 : 1))
  for (const fact of ['a', 'b', 'c', 'd', 'e', 'e', 'a', 'large', 'large']) await ask(fact)
  expect(drawn.map((line) => line.split(' ')[0])).toEqual(['a', 'b', 'c', 'd', 'e', 'a', 'large', 'large'])
})
