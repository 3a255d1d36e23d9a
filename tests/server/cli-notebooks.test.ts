import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCliShells, type CliShell, type CliShells } from '../harness/cli-shell.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

let server: Atrium
let shells: CliShells
let shell: CliShell
beforeAll(async () => {
  server = await startAtrium()
  shells = await createCliShells(server)
  shell = await shells.open()
})
afterAll(async () => {
  await server.stop()
  await shells.remove()
})

const atrium = (command: string) => shell(`atrium ${command}`, { ...shells.inCi, ATRIUM_PROJECT: 'Atrium demo' })
async function json<T>(command: string): Promise<T> {
  const { code, out, err } = await atrium(`${command} --json`)
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out) as T
}
type Ran = {
  state: string
  inputs: object
  cells: { id: string; kind: string; label: string; state: string; views: { name: string; view: { rows?: unknown[]; kind: string } }[] }[]
}

/** A notebook of ours, made of a file. */
async function make(slug: string, cells: string): Promise<void> {
  await writeFile(path.join(shell.folder, `${slug}.notebook.yml`), `kind: notebook\nslug: ${slug}\nname: ${slug}\ncells:\n${cells}version: 1\n`)
  expect(await atrium(`notebooks import ${slug}.notebook.yml`)).toMatchObject({ code: 0 })
}

describe('atrium notebooks run', () => {
  it('prints what comes of the draft for the values that were given', async () => {
    const { code, out, err } = await atrium('notebooks run category-desk --input months=4 --input category=Garden --rows 2')
    expect({ code, out, err }).toMatchObject({ code: 0, err: expect.stringContaining('11 of 11 cells of "Category desk" are done.') as string })
    expect(out).toContain('Category: Garden\n\nMonths: 4\n')
    expect(out).toMatch(/# The latest months\nmonth +revenue +units\n2026-10 .*\n2026-09 .*\n… 2 rows more\n/)
    expect(out).toMatch(/Over the latest 4 months \*\*Garden\*\* moved by about/)
    const ran = await json<Ran>('notebooks run category-desk --input months=4')
    expect(ran).toMatchObject({ state: 'completed', inputs: { category: 'Kitchen', months: 4 } })
    expect(ran.cells.find(({ id }) => id === 'latest')?.views[0]?.view.rows).toHaveLength(4)
  })

  it('runs the app as viewers have it, and shows nothing of how it comes about', async () => {
    const ran = await json<Ran>('notebooks run category-desk --published --fresh --input months=3')
    expect(ran.cells.map(({ id }) => id).toSorted()).toEqual(['best', 'category', 'drawing', 'intro', 'months', 'rows', 'said'])
    expect(ran.cells.find(({ id }) => id === 'rows')?.views).toMatchObject([{ view: { kind: 'table', totalRows: 3 } }])
  })

  it('fails with a cell that does, says why, and what was not run for it', async () => {
    await make(
      'broken',
      '  - {kind: sql, id: a, name: rows, sql: select nothing from orders, on: warehouse}\n  - {kind: table, id: b, title: Shown, of: rows}\n',
    )
    const { code, out, err } = await atrium('notebooks run broken')
    expect([code, err]).toEqual([1, expect.stringContaining('0 of 2 cells')])
    expect(out).toMatch(/^rows: .*nothing/m)
    expect(out).toMatch(/^Shown: left out$/m)
  })

  it('names an input that there is none of, and takes no number that is none', async () => {
    expect(await atrium('notebooks run category-desk --input moths=4')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no inputs of these names: moths \(did you mean months\?\)/) as string,
    })
    expect(await atrium('notebooks run category-desk --input months')).toMatchObject({ code: 2 })
    expect(await atrium('notebooks run category-desk --rows 0')).toMatchObject({ code: 2 })
    expect(await atrium('notebooks run nowhere')).toMatchObject({ code: 1, err: expect.stringContaining('no notebook "nowhere"') as string })
  })
})

describe('atrium apps', () => {
  it('runs are begun, waited for, and listed with how they ended', async () => {
    const ended = await json<{ uuid: string; state: string; cells: object[] }>('apps run category-desk --input months=5 --wait')
    expect(ended).toMatchObject({ state: 'completed' })
    const runs = await json<{ uuid: string; state: string; trigger: string }[]>('apps runs category-desk --limit 1')
    expect(runs).toMatchObject([{ uuid: ended.uuid, state: 'completed', trigger: 'api' }])
    expect((await atrium('apps runs category-desk')).out).toMatch(/^begun .*\n.*completed +api +1 /)
    expect((await atrium('apps run category-desk --input moths=5')).err).toContain('Did you mean months?')
    expect(await atrium('apps runs category-desk --limit 101')).toMatchObject({ code: 2 })
  })

  it('a value that an input does not take begins nothing', async () => {
    expect(await atrium('apps run category-desk --input months=many')).toMatchObject({ code: 1, err: expect.stringContaining('months') as string })
  })

  it('what is not published cannot be run as an app', async () => {
    await make('unpublished', '  - {kind: text, id: a, markdown: Hello}\n')
    expect((await atrium('apps run unpublished')).code).not.toBe(0)
    expect((await atrium('notebooks run unpublished --published')).code).not.toBe(0)
    expect(await atrium('notebooks run unpublished')).toMatchObject({ code: 0, out: 'Hello\n\n' })
  })
})

describe('cells that write tables', () => {
  const cells =
    '  - {kind: sql, id: rows, name: rows, sql: select 1 as one, on: warehouse}\n  - {kind: writeback, id: out, of: rows, table: app_kept, mode: replace}\n'

  it('go out and come back as files of Jupyter and of ours', async () => {
    await make('writer', cells)
    expect(await atrium('notebooks export writer --format ipynb --output writer.ipynb')).toMatchObject({ code: 0 })
    expect(await atrium('notebooks import writer.ipynb --name "Writer again"')).toMatchObject({ code: 0 })
    const again = (await atrium('notebooks export writer-again')).out
    expect(again).toMatch(/kind: writeback\n +id: out\n +of: rows\n +table: app_kept\n +mode: replace/)
  })

  it('and of what others ran in theirs, what is left out is said', async () => {
    const cells = [{ cell_type: 'code', source: 'f = !ls', outputs: [{ output_type: 'stream', name: 'stdout', text: 'x'.repeat(6_000_000) }] }]
    await writeFile(path.join(shell.folder, 'theirs.ipynb'), JSON.stringify({ nbformat: 4, metadata: {}, cells }))
    const { code, out } = await atrium('notebooks import theirs.ipynb --name Theirs')
    expect([code, out]).toEqual([0, expect.stringContaining('cell 1: value left out: f, !ls')])
    expect(await atrium('notebooks export writer --format ipynb --output writer.ipynb')).toMatchObject({
      err: expect.stringContaining('1 cell is in it only for Atrium') as string,
    })
  })

  it('are pulled, changed, and pushed', async () => {
    expect(await atrium('pull')).toMatchObject({ code: 0 })
    const file = path.join(shell.folder, 'content', 'notebooks', 'writer.yml')
    const text = await readFile(file, 'utf8')
    expect(text).toContain('kind: writeback')
    await writeFile(file, text.replace('mode: replace', 'mode: append'))
    expect(await atrium('push')).toMatchObject({ code: 0, out: expect.stringContaining('update notebook writer') as string })
    expect((await atrium('notebooks export writer')).out).toContain('mode: append')
    expect(await atrium('diff')).toMatchObject({ code: 0 })
    await writeFile(file, text.replace('mode: replace', 'mode: erase'))
    expect(await atrium('push')).toMatchObject({ code: 1, err: expect.stringMatching(/writer\.yml:\d+:\d+: error: .*mode/) as string })
  })

  it('fail where an admin did not allow them', async () => {
    const { code, out } = await atrium('notebooks run writer')
    expect([code, out]).toEqual([1, expect.stringMatching(/app_kept|write/)])
  })
})
