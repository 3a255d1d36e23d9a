import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { formatOfFile, lightIpynb, notebookFormats } from '@atrium/documents'
import { exitCode, usageError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { writeText } from '../remote/content-folder.ts'
import { findNotebook, listNotebooks, type ListedNotebook } from '../remote/find-notebook.ts'
import { projectOf } from '../remote/project.ts'
import { projectOptions } from '../remote/server.ts'
import { tableLines } from '../terminal/table.ts'

/** What of a file could not be taken as it was: `code` in words, the rest what it is about. */
type Note = { place: number | null; code: string } & Readonly<Record<string, unknown>>

const states: Readonly<Record<ListedNotebook['status'], string>> = { never: 'not published', changed: 'changed since', published: 'published' }

const listOf = (projectUuid: string): string => `/api/v1/app/projects/${projectUuid}/apps`

export const notebooksList: Command = {
  words: ['notebooks', 'list'],
  about: 'list notebooks and what of them is published',
  takes: [0, 0],
  options: projectOptions,
  examples: ['atrium notebooks list', 'atrium notebooks list --json'],
  async run(call) {
    const { server, project } = await projectOf(call)
    const notebooks = await listNotebooks(server, project.projectUuid)
    call.terminal.result(notebooks, () =>
      notebooks.length === 0
        ? [`There is no notebook in "${project.name}" that you see.`]
        : tableLines(
            ['slug', 'name', 'state', 'version', 'space'],
            notebooks.map(({ slug, name, status, published, space }) => [
              slug,
              name,
              states[status],
              published === null ? '' : String(published.version),
              space.name,
            ]),
          ),
    )
    return exitCode.ok
  },
}

export const notebooksImport: Command = {
  words: ['notebooks', 'import'],
  about: 'make a notebook of a file: ours, of Jupyter (.ipynb) or of Hex (.hex.yaml)',
  args: '<file>',
  takes: [1, 1],
  options: { ...projectOptions, name: { type: 'string', value: '<name>', about: 'what it is called; what the file says when it is not said' } },
  examples: ['atrium notebooks import sales.ipynb', 'atrium notebooks import sales.hex.yaml --name "Sales"'],
  async run(call) {
    const [file = ''] = call.args
    const text = await readFile(file, 'utf8').catch(() => {
      throw usageError(`The file ${file} cannot be read.`, 'Is the path right?')
    })
    const { server, project } = await projectOf(call)
    const name = call.text('name')
    const format = formatOfFile(file)
    const body = { format, text: format === 'ipynb' ? lightIpynb(text) : text, ...(name === undefined ? {} : { name }) }
    const { app, notes } = await server.call<{ app: ListedNotebook; notes: Note[] }>('POST', `${listOf(project.projectUuid)}/import`, body)
    call.terminal.result({ ...app, notes }, () => [`Made the notebook "${app.name}" (${app.slug}) in ${app.space.name}.`, ...notes.map(noteLine)])
    return exitCode.ok
  },
}

function noteLine({ place, code, ...about }: Note): string {
  const details = Object.values(about).flat().join(', ')
  return `${place === null ? 'all' : `cell ${place}`}: ${code.replaceAll('_', ' ')}${details === '' ? '' : `: ${details}`}`
}

const cellsAre = (ids: readonly string[]): string => (ids.length === 1 ? '1 cell is' : `${ids.length} cells are`)

export const notebooksExport: Command = {
  words: ['notebooks', 'export'],
  about: 'write the newest version of a notebook into a file',
  args: '<notebook>',
  takes: [1, 1],
  options: {
    ...projectOptions,
    format: { type: 'string', short: 'f', value: '<format>', about: `${notebookFormats.join(', ')}; yaml when it is not said` },
    output: { type: 'string', short: 'o', value: '<file>', about: 'the file; standard output when it is not said' },
  },
  examples: ['atrium notebooks export sales > sales.notebook.yml', 'atrium notebooks export sales --format ipynb --output sales.ipynb'],
  async run(call) {
    const wanted = call.text('format') ?? 'yaml'
    const format = notebookFormats.find((one) => one === wanted)
    if (format === undefined) throw usageError(`"${wanted}" is no format.`, `Choose one of ${notebookFormats.join(', ')}.`)
    const { server, project } = await projectOf(call)
    const { uuid } = await findNotebook(server, project.projectUuid, call.args[0] ?? '')
    const { text, leftOut, onlyHere } = await server.call<{ text: string; leftOut: string[]; onlyHere: string[] }>(
      'GET',
      `/api/v1/app/apps/${uuid}/file?format=${format}`,
    )
    const output = call.text('output')
    if (output === undefined) call.terminal.out(text.trimEnd())
    else {
      await writeText(path.resolve(output), text)
      call.terminal.result({ file: output, leftOut, onlyHere }, () => [`Wrote ${output}.`])
    }
    if (leftOut.length > 0) call.terminal.note(`${cellsAre(leftOut)} not in it: the format has no form for that.`)
    if (onlyHere.length > 0) call.terminal.note(`${cellsAre(onlyHere)} in it only for Atrium: Jupyter shows what it is and cannot run it.`)
    return exitCode.ok
  },
}
