import { setTimeout as sleep } from 'node:timers/promises'
import { exitCode, usageError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { findNotebook } from '../remote/find-notebook.ts'
import { inputOption, inputsOf } from '../remote/given-inputs.ts'
import { projectOf } from '../remote/project.ts'
import { projectOptions } from '../remote/server.ts'
import { tableLines } from '../terminal/table.ts'

type Run = {
  uuid: string
  trigger: string
  state: string
  version: number | null
  failure: { message: string } | null
  by: { firstName: string; lastName: string } | null
  createdAt: string
  startedAt: string | null
  endedAt: string | null
}
type RunWithCells = Run & { cells: { cellId: string; label: string | null; state: string; failure: { message: string } | null }[] }
type Started = { run: Run; unknownInputs: { name: string; near: string[] }[] }

const askedEveryMs = 500

export const appsRun: Command = {
  words: ['apps', 'run'],
  about: 'run a published app',
  args: '<app>',
  takes: [1, 1],
  options: {
    ...projectOptions,
    ...inputOption,
    wait: { type: 'boolean', short: 'w', about: 'wait for its end, and fail when it fails' },
    fresh: { type: 'boolean', about: 'ask the warehouse anew, whatever is cached' },
    update: { type: 'boolean', about: 'give viewers its results first' },
  },
  examples: ['atrium apps run sales', 'atrium apps run sales --input region=north --input least=5 --wait'],
  async run(call) {
    const { terminal } = call
    const body = { inputs: inputsOf(call), usesCachedSql: !call.flag('fresh'), updatesPublished: call.flag('update') }
    const { server, project } = await projectOf(call)
    const { uuid, name } = await findNotebook(server, project.projectUuid, call.args[0] ?? '')
    const runs = `/api/v1/app/apps/${uuid}/runs`
    const { run, unknownInputs } = await server.call<Started>('POST', runs, body)
    for (const unknown of unknownInputs)
      terminal.note(`The app has no input "${unknown.name}".${unknown.near.length === 0 ? '' : ` Did you mean ${unknown.near.join(' or ')}?`}`)
    if (!call.flag('wait')) {
      terminal.result(run, () => [`Started a run of "${name}": ${run.uuid}`])
      return exitCode.ok
    }
    let now = await server.call<RunWithCells>('GET', `${runs}/${run.uuid}`)
    while (now.endedAt === null) {
      await sleep(askedEveryMs)
      now = await server.call<RunWithCells>('GET', `${runs}/${run.uuid}`)
    }
    terminal.result(now, () => endLines(name, now))
    return now.state === 'completed' ? exitCode.ok : exitCode.failed
  },
}

export const appsRuns: Command = {
  words: ['apps', 'runs'],
  about: 'list runs of an app, newest first',
  args: '<app>',
  takes: [1, 1],
  options: { ...projectOptions, limit: { type: 'string', short: 'n', value: '<number>', about: 'how many at most; 20 when it is not said' } },
  examples: ['atrium apps runs sales', 'atrium apps runs sales --limit 5 --json'],
  async run(call) {
    const limit = call.text('limit') ?? '20'
    if (!/^[1-9]\d?$|^100$/.test(limit)) throw usageError(`"${limit}" is no number of runs.`, 'Say one from 1 to 100.')
    const { server, project } = await projectOf(call)
    const { uuid, name } = await findNotebook(server, project.projectUuid, call.args[0] ?? '')
    const { runs } = await server.call<{ runs: Run[] }>('GET', `/api/v1/app/apps/${uuid}/runs?limit=${limit}`)
    call.terminal.result(runs, () =>
      runs.length === 0
        ? [`"${name}" has no runs that you see.`]
        : tableLines(
            ['begun', 'state', 'reason', 'version', 'as', 'run'],
            runs.map((run) => [run.createdAt, run.state, run.trigger, run.version === null ? 'draft' : String(run.version), ownerOf(run), run.uuid]),
          ),
    )
    return exitCode.ok
  },
}

const ownerOf = ({ by }: Run): string => (by === null ? '' : `${by.firstName} ${by.lastName}`.trim())

function endLines(name: string, { state, startedAt, endedAt, failure, cells }: RunWithCells): string[] {
  const took = startedAt === null || endedAt === null ? '' : ` after ${((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1)} s`
  return [
    `The run of "${name}" ${state.replaceAll('_', ' ')}${took}.`,
    ...(failure === null ? [] : [failure.message]),
    ...cells.flatMap((cell) => (cell.state === 'failed' ? [`${cell.label ?? cell.cellId}: ${cell.failure?.message ?? 'failed'}`] : [])),
  ]
}
