import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { germanFailures } from '../../packages/documents/src/index.ts'
import { listOperations } from '../../packages/server/src/access/operation.ts'
import { explainRoles } from '../../packages/server/src/access/explain-roles.ts'
import { refusals } from '../../packages/web/src/i18n/de/refusals.ts'
// Loads every door and worker, and with them every operation there is.
import '../../packages/server/src/main.ts'

const folder = 'packages/web/src/i18n'
const texts = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, texts: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, Record<string, unknown>> }))

describe('the texts of the pages', () => {
  it('have each key in one file: of two the later one would hide the other', () => {
    const keys = texts.flatMap((one) => Object.keys(one.texts).map((key) => ({ key, file: one.file })))
    expect(keys.filter(({ key, file }) => keys.some((other) => other.key === key && other.file !== file))).toEqual([])
  })

  it('name every action that roles in a project decide, and no other', () => {
    const actions = texts.find(({ file }) => file === 'access.json')?.texts['actions'] ?? {}
    const known = explainRoles().map(({ action }) => action.replace('.', '_'))
    expect(Object.keys(actions).toSorted()).toEqual(known.toSorted())
  })

  it('name every operation, and everything else that writes a line into the audit log', () => {
    const operations = texts.find(({ file }) => file === 'operations.json')?.texts['operations'] as Record<string, Record<string, string>>
    const named = Object.entries(operations).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`))
    const written = new Set([...listOperations().map(({ name }) => name), ...wordsAfter('operation')])
    expect(named.toSorted()).toEqual([...written].toSorted())
  })

  it('name every kind of thing that lines of the audit log are about', () => {
    const kinds = texts.find(({ file }) => file === 'operations.json')?.texts['targetKinds'] ?? {}
    expect(wordsAfter('targetKind').filter((kind) => !(kind in kinds))).toEqual([])
  })

  it('say every reason for which something is refused', () => {
    const refusals = texts.find(({ file }) => file === 'operations.json')?.texts['refusals'] ?? {}
    const thrown = wordsOf('', /new AppError\(\s*'forbidden',(?:(?!new AppError)[\s\S]){0,900}?\breason: '(\w+)'/g)
    const reasons = [...thrown, ...wordsOf('access', /\b(?:no\(|because: )'(\w+)'/g), ...wordsOf('domain/identity', /(?:refused\(|\bconst reason = )'(\w+)'/g)]
    expect(reasons.length).toBeGreaterThan(40)
    expect(reasons.filter((reason) => !(reason in refusals))).toEqual([])
  })

  it('have no words for a reason that nothing fails for any more', () => {
    const words = wordsOf('', /'(\w+)'/g)
    const made = wordsOf('', /kind: '(\w+)'/g).map((kind) => `${kind}_missing`)
    const known = new Set([...words, ...made, ...words.map((failure) => `warehouse_${failure}`)])
    expect([...Object.keys(germanFailures), ...Object.keys(refusals)].filter((reason) => !known.has(reason))).toEqual([])
  })
})

/** What the server's code writes as text after `key: '`, each once. */
const wordsAfter = (key: string): string[] => wordsOf('', new RegExp(`\\b${key}: '([\\w.]+)'`, 'g'))

/** What the code of a room of the server has in the place of the brackets, each once. */
function wordsOf(room: string, pattern: RegExp): string[] {
  const source = path.join('packages/server/src', room)
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  const found = files.flatMap((file) => [...readFileSync(path.join(source, file), 'utf8').matchAll(pattern)])
  return [...new Set(found.flatMap(([, word]) => (word === undefined ? [] : [word])))]
}
