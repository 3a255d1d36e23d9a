import { isWhole } from '../../harness/sweep.ts'

const deep = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 'x')

/** What is sent where something else is meant: each of a kind that has broken a program somewhere. */
export const hostileValues: readonly unknown[] = [
  null,
  true,
  -1,
  2 ** 53,
  '',
  'a\u0000b',
  'a\ud800b',
  '\u202Eabc\u200B\uFEFF',
  "'; DROP TABLE users; --",
  '{{constructor}}${7*7}%s%n',
  '__proto__',
  'x'.repeat(20_000),
  [],
  [null],
  {},
  { $ne: '' },
  { toString: 'x', valueOf: 1, length: -1 },
  JSON.parse('{"__proto__":{"role":"admin","isAdmin":true}}') as unknown,
  deep(40),
  Array.from({ length: 3000 }, () => 'x'),
]

/** Bodies that are wrong before anybody looks for a field. */
export const brokenBodies: readonly string[] = [
  '{',
  '\u0000',
  '"text"',
  'null',
  '7',
  '[]',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
  '{"__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}}}',
]

type Step = string | number

/**
 * `body` with one thing in it replaced, for every place in it that comes within `depth`, by some of the hostile values: by
 * one, in a slice; `turn` says by which.
 */
export function* hostileVariants(body: unknown, turn: number, depth = 4): Generator {
  const places = [...placesOf(body, depth)]
  // Bodies with few places meet every value; in large ones each place meets some, and all places together every one.
  const share = !isWhole() ? 1 : places.length < 4 ? hostileValues.length : 4
  for (const [index, place] of places.entries()) {
    for (let each = 0; each < share; each++) yield replaced(body, place, hostileValues[(turn + index * share + each) % hostileValues.length])
  }
}

function* placesOf(value: unknown, depth: number, at: Step[] = []): Generator<Step[]> {
  yield at
  if (depth === 0 || typeof value !== 'object' || value === null) return
  const inner: [Step, unknown][] = Array.isArray(value) ? value.slice(0, 1).map((one, index): [Step, unknown] => [index, one]) : Object.entries(value)
  for (const [step, one] of inner) yield* placesOf(one, depth - 1, [...at, step])
}

function replaced(body: unknown, [step, ...rest]: Step[], value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(body)) return body.map((one: unknown, index) => (index === step ? replaced(one, rest, value) : one))
  const fields = body as Record<string, unknown>
  return { ...fields, [step]: replaced(fields[step], rest, value) }
}
