import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { explainRoles } from '../../packages/server/src/access/explain-roles.ts'

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
})
