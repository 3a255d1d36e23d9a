import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { copyDemoModels } from './copy-demo-models.ts'

let base: string
let from: string
let to: string
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-copy-'))
  ;[from, to] = [path.join(base, 'from'), path.join(base, 'to')]
  await mkdir(path.join(from, 'shop'), { recursive: true })
  for (const name of ['a', 'b', 'c']) await writeFile(path.join(from, 'shop', `${name}.yml`), '1')
})
afterEach(() => rm(base, { recursive: true, force: true }))

it('brings new versions of what nobody touched, and leaves alone what people did', async () => {
  await copyDemoModels(from, to)
  expect((await readdir(path.join(to, 'shop'))).toSorted()).toEqual(['a.yml', 'b.yml', 'c.yml'])
  await writeFile(path.join(to, 'shop', 'a.yml'), 'mine')
  await rm(path.join(to, 'shop', 'b.yml'))
  await writeFile(path.join(to, 'shop', 'own.yml'), 'own')
  for (const name of ['a', 'b', 'c', 'd']) await writeFile(path.join(from, 'shop', `${name}.yml`), '2')
  for (const again of [1, 2]) {
    await copyDemoModels(from, to)
    const now = await Promise.all(
      (await readdir(path.join(to, 'shop'))).toSorted().map(async (name) => [name, await readFile(path.join(to, 'shop', name), 'utf8')]),
    )
    expect(now, String(again)).toEqual([
      ['a.yml', 'mine'],
      ['c.yml', '2'],
      ['d.yml', '2'],
      ['own.yml', 'own'],
    ])
  }
})
