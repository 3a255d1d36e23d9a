import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dropLastRecord } from './drop-last-record.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-record-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const long = 'x'.repeat(70_000)

describe('dropLastRecord', () => {
  it.each([
    ['a plain one', 'a,b\n1,2\n', '3,4\n'],
    ['one with line ends in quotes', 'a,b\n1,2\n', '3,"x\ny\n"\n'],
    ['one after such', 'a,b\n1,"x\ny"\n', '3,4\n'],
    ['one with doubled quotes', 'a\n"1 ""x\n"""\n', '"2 ""\n"""\n'],
    ['one longer than what is read at once', `a\n"${long}\n"\n`, `"${long}""\n${long}"\n`],
    ['an empty one', 'a\n1\n', '\n'],
    ['the only one', '', 'a\n'],
  ])('takes off %s and nothing else', async (_what, kept, last) => {
    const file = path.join(folder, 'file.csv')
    await writeFile(file, kept + last)
    await dropLastRecord(file)
    expect(await readFile(file, 'utf8')).toBe(kept)
  })
})
