import path from 'node:path'
import type { Problem } from '@atrium/semantic'
import { exitCode } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { readFolder, writeText } from '../remote/content-folder.ts'
import { projectOf } from '../remote/project.ts'
import { projectOptions } from '../remote/server.ts'
import { problemLine } from '../remote/show-plan.ts'

type Proposal = { files: { path: string; text: string; table: string; model: string; problems: Problem[]; takenBy: string | null }[] }

export const generate: Command = {
  words: ['generate'],
  about: 'write model files for tables of the warehouse: dimensions, metrics and joins as their columns suggest',
  args: '<table>...',
  takes: [1, 500],
  options: {
    ...projectOptions,
    out: { type: 'string', short: 'o', value: '<folder>', about: 'folder to write to; "models" when it is not said' },
    overwrite: { type: 'boolean', about: 'replace files that are there' },
  },
  examples: ['atrium generate orders customers', 'atrium generate orders --out my-models --overwrite'],
  async run(call) {
    const { terminal } = call
    const folder = call.text('out') ?? 'models'
    const { server, project } = await projectOf(call)
    const { files } = await server.call<Proposal>('POST', `/api/v1/app/models/${project.projectUuid}/proposal`, { tables: call.args })
    const there = new Set((await readFolder(folder, /\.ya?ml$/i, { mustExist: false })).map((file) => file.path))
    const written = files.filter((file) => call.flag('overwrite') || !there.has(file.path))
    for (const file of written) await writeText(path.join(folder, file.path), file.text)
    for (const problem of files.flatMap(({ problems }) => problems)) terminal.note(problemLine(folder, problem))
    const kept = files.filter((file) => !written.includes(file))
    terminal.result({ written: written.map((file) => file.path), kept: kept.map((file) => file.path) }, () => [
      ...written.map(({ path: at, table }) => `wrote ${path.join(folder, at)} (${table})`),
      ...kept.map(({ path: at }) => `kept ${path.join(folder, at)}: it is there. --overwrite replaces it.`),
    ])
    return kept.length > 0 ? exitCode.failed : exitCode.ok
  },
}
