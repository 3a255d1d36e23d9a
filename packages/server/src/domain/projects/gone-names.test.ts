import { expect, it } from 'vitest'
import { goneNames, nothingGone } from './gone-names.ts'
import type { OutlinedExplore } from './model-outline.ts'

const field = (name: string, table = 'orders') => ({ id: `${table}_${name}`, table, label: name, kind: 'metric' as const, sql: `sum ${name}` })
const explore = (name: string, ...fields: string[]): OutlinedExplore => ({
  name,
  label: name,
  sqlTable: `main.${name}`,
  errors: [],
  fields: fields.map((one) => field(one, name)),
})

it('what a model has no more is remembered with what it was made of, until it is back', () => {
  const gone = goneNames(nothingGone, [explore('orders', 'amount', 'fee'), explore('people', 'count')], [explore('orders', 'fee')])
  expect(gone).toEqual({
    fields: { orders_amount: field('amount'), people_count: field('count', 'people') },
    explores: { people: { label: 'people', sqlTable: 'main.people' } },
  })
  expect(goneNames(gone, [explore('orders', 'fee')], [explore('orders', 'amount')])).toEqual({
    fields: { people_count: field('count', 'people'), orders_fee: field('fee') },
    explores: gone.explores,
  })
})

it('the fields of an explore that is broken meanwhile are remembered: mended it may have them under other names', () => {
  const broken = { ...explore('orders'), sqlTable: null, errors: ['it cannot be read'] }
  const meanwhile = goneNames(nothingGone, [explore('orders', 'amount', 'fee')], [broken])
  expect(goneNames(meanwhile, [broken], [explore('orders', 'revenue', 'fee')])).toEqual({ fields: { orders_amount: field('amount') }, explores: {} })
})

it('only so many names are kept, the latest', () => {
  const many = explore('orders', ...Array.from({ length: 3000 }, (_, place) => `f${place}`))
  const { fields } = goneNames(nothingGone, [many], [explore('orders')])
  expect([Object.keys(fields).length, fields['orders_f2999'] !== undefined, fields['orders_f0'] !== undefined]).toEqual([2000, true, false])
})
