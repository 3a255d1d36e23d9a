import type { PoolClient } from 'pg'
import { expect, it } from 'vitest'
import { createKeptPlans } from './kept-plans.ts'

const statement = (place: number): string => `select ${place} from a ${'join b on true '.repeat(6)}`

/** Asks a statement, and answers the name that it is asked by. */
function asker(): (place: number, times?: number) => Promise<string | undefined> {
  const asked: (string | undefined)[] = []
  const query = (what: string | { name: string }): Promise<unknown> => {
    asked.push(typeof what === 'string' ? undefined : what.name)
    return Promise.resolve({ rows: [] })
  }
  const client = createKeptPlans().through({ query, release: () => undefined } as unknown as Pick<PoolClient, 'query' | 'release'>)
  return async (place, times = 1) => {
    for (let time = 0; time < times; time += 1) await client.query(statement(place), [])
    return asked.at(-1)
  }
}

it('of too many statements the one that was asked longest ago makes way, and no name comes to mean another one', async () => {
  const ask = asker()
  const first = await ask(0, 5)
  const second = await ask(1, 5)
  expect([first, second]).toEqual(['kept_0', 'kept_1'])
  const names = new Set([first, second])
  for (let place = 2; place < 60; place += 1) {
    names.add(await ask(place, 5))
    expect(await ask(0)).toBe(first)
  }
  expect(names.size).toBe(60)
  expect(await ask(59)).toBe('kept_59')
  expect(await ask(1)).toBeUndefined()
  expect(await ask(1, 4)).toBe('kept_60')
})
