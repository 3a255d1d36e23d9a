import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readIpynb, writeIpynb } from '@atrium/documents'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anyNotebooks } from '../../packages/documents/src/notebook/testing/arbitrary-cells.ts'
import { call } from '../engines/engine.ts'
import { pythonWith } from '../engines/python-session.ts'

let python: string
let folder: string

beforeAll(async () => {
  python = await pythonWith('nbformat-5.11.1', 'nbformat==5.11.1')
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-nbformat-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('what we write for Jupyter is a notebook to Jupyter, and still ours when Jupyter has saved it', async () => {
  for (const document of fc.sample(anyNotebooks, 20)) {
    const [ours, theirs] = [path.join(folder, 'ours.ipynb'), path.join(folder, 'theirs.ipynb')]
    await writeFile(ours, writeIpynb({ name: 'Sales', description: 'What we sold' }, document).text)
    const { format, kinds } = JSON.parse(await call(python, [path.join(import.meta.dirname, 'nbformat_client.py'), ours, theirs])) as Record<string, unknown[]>
    expect([format, kinds?.length]).toEqual([[4, 5], document.cells.length])
    expect(readIpynb(await readFile(theirs, 'utf8'))).toEqual({ name: 'Sales', description: 'What we sold', document, notes: [] })
  }
})
