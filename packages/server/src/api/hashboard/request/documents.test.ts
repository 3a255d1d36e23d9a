import { parse, type DocumentNode } from 'graphql'
import { expect, it } from 'vitest'
import { boundedMemory } from './bounded-memory.ts'
import { bytesOf } from './documents.ts'

/** As many fields as a document may have. */
const full = (number: number): string => `query Q${number} { ${Array.from({ length: 400 }, (_, field) => `f${field}(a: ${number})`).join(' ')} }`

it('documents of many fields push out those of before', () => {
  const memory = boundedMemory<DocumentNode>({ maxEntries: 500, maxSize: 16_000_000 })
  for (let number = 0; number < 100; number++) memory.set(String(number), parse(full(number)), bytesOf(full(number), parse(full(number))))
  const held = Array.from({ length: 100 }, (_, number) => memory.get(String(number))).filter((document) => document !== undefined)
  expect(held.length).toBeGreaterThan(10)
  expect(held.length).toBeLessThan(40)
})
