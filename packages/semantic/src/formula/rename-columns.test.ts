import { expect, it } from 'vitest'
import { renameColumns } from './rename-columns.ts'

const revenue = { id: 'orders_revenue', table: 'orders', name: 'revenue' }
const rename = (formula: string) => renameColumns(formula, (name) => (['amount', 'orders.amount', 'Total amount', 'sum'].includes(name) ? revenue : undefined))

it.each([
  ['=amount / SUM(amount)', '=orders_revenue / SUM(orders_revenue)'],
  ['= [Total amount] + ${orders.amount}*2', '= orders_revenue + ${orders.revenue}*2'],
  ['=IF(status = "amount", amount, amounts)', '=IF(status = "amount", orders_revenue, amounts)'],
  ['=sum(amount) & sum', '=sum(orders_revenue) & orders_revenue'],
  // Not a formula that can be read: nobody knows what is a column in it.
  ['=amount + "open', '=amount + "open'],
])('columns of %s are renamed, functions and texts are not', (formula, expected) => expect(rename(formula)).toBe(expected))

it('an id that is no word is written as a reference', () => {
  expect(renameColumns('=amount', () => ({ id: 'orders_net-amount', table: 'orders', name: 'net-amount' }))).toBe('=${orders.net-amount}')
})
