import { expect, it } from 'vitest'
import { mostWelcome } from './most-welcome.ts'

const offered = ['application/json', 'text/csv', 'application/x-ndjson'] as const

it.each([
  [undefined, null],
  ['', null],
  ['*/*', null],
  ['text/html, */*;q=0.1', null],
  ['text/csv', 'text/csv'],
  ['TEXT/CSV ; q=0.5, application/json;q=0.4', 'text/csv'],
  // Of equals what is offered first.
  ['text/csv, application/json', 'application/json'],
  ['text/csv;q=0, application/x-ndjson;q=0.1', 'application/x-ndjson'],
  ['text/csv;q=much', 'text/csv'],
  ['text/csv;q=0', null],
])('of %s it is %s', (accept, type) => {
  expect(mostWelcome(accept, offered)).toBe(type)
})
