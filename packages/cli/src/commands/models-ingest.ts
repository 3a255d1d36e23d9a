import { readFile, stat } from 'node:fs/promises'
import { writeZip } from '@atrium/semantic'
import { CliError, exitCode, usageError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { readFolder } from '../remote/content-folder.ts'
import { projectOf } from '../remote/project.ts'
import { projectOptions } from '../remote/server.ts'
import { printable } from '../terminal/table.ts'

type SyncProblem = { severity: 'fatal' | 'error' | 'warning'; message: string; hint: string; causes: { file: string; line: number; column: number }[] }
type Synced = {
  applicable: boolean
  changed: boolean
  report: {
    folder: string
    contents: { kind: string }[]
    warnings: string[]
    skipped: Record<string, { what: string; why: string; file: string; line: number }[]>
    problems: SyncProblem[]
    files: { created: string[]; overwritten: string[]; removed: string[] }
  }
}

const modelFiles = /\.(ya?ml|json|lkml|lookml)$/i
/** A manifest of dbt can be large; the server says what is too much. */
const mostBytes = 64 * 1024 * 1024

export const modelsIngest: Command = {
  words: ['models', 'ingest'],
  about: 'keep a folder of models in a project like a folder here: what is new comes, what is gone goes',
  args: '<folder or .zip>',
  takes: [0, 1],
  options: {
    ...projectOptions,
    into: { type: 'string', value: '<name>', about: 'folder of the project that is kept so; "synced" when it is not said' },
    'dry-run': { type: 'boolean', about: 'only say what would happen, and what is wrong' },
    undo: { type: 'boolean', about: 'put the folder of the project back as it was before the last time' },
  },
  examples: ['atrium models ingest semantic --dry-run', 'atrium models ingest semantic.zip --into hex', 'atrium models ingest --undo'],
  async run(call) {
    const { terminal } = call
    const [source] = call.args
    if (call.flag('undo') !== (source === undefined))
      throw usageError('Name what is to be ingested, or say --undo alone.', 'See "atrium models ingest --help".')
    const archive = source === undefined ? undefined : await archiveOf(source)
    const { server, project } = await projectOf(call)
    const at = `/api/v1/app/models/${project.projectUuid}/synced/${encodeURIComponent(call.text('into') ?? 'synced')}`
    if (archive === undefined) {
      const undone = await server.call<{ restored: string[]; removed: string[] }>('POST', `${at}/undo`)
      terminal.result(undone, () => [`${undone.restored.length} files are as before, ${undone.removed.length} are gone.`])
      return exitCode.ok
    }
    const synced = await server.call<Synced>('PUT', `${at}?dryRun=${call.flag('dry-run')}`, archive)
    const { report } = synced
    for (const problem of report.problems) terminal.note(problemText(problem))
    for (const { what, why, file, line } of Object.values(report.skipped).flat()) terminal.note(printable(`${file}:${line}: left out: ${what}: ${why}`))
    for (const warning of report.warnings) terminal.note(printable(warning))
    terminal.result(synced, () => [summary(synced, call.flag('dry-run'), project.name)])
    return report.problems.some(({ severity }) => severity !== 'warning') ? exitCode.failed : exitCode.ok
  },
}

/** A ZIP as it is, or one of the model files of a folder. */
async function archiveOf(source: string): Promise<Uint8Array> {
  const found = await stat(source).catch(() => null)
  if (found?.isFile() === true) return readFile(source)
  const files = await readFolder(source, modelFiles, { mustExist: true, mostBytes })
  if (files.length === 0) throw new CliError(exitCode.failed, `There is no model file in ${source}.`, 'Name the folder of a semantic project.')
  return writeZip(files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) })))
}

function problemText({ severity, message, hint, causes: [cause] }: SyncProblem): string {
  const where = cause === undefined ? '' : `${cause.file}:${cause.line}:${cause.column}: `
  return printable(`${where}${severity === 'fatal' ? 'error' : severity}: ${message}${hint === '' ? '' : ` ${hint}`}`)
}

function summary({ applicable, changed, report }: Synced, isDry: boolean, project: string): string {
  const { created, overwritten, removed } = report.files
  const models = report.contents.filter(({ kind }) => kind === 'model' || kind === 'view').length
  const counts = `${models} models and views, ${created.length} new files, ${overwritten.length} there before, ${removed.length} removed`
  if (!applicable) return 'Nothing was changed.'
  if (isDry) return `${report.folder} would have ${counts}. Nothing was changed.`
  return changed ? `${report.folder} of "${project}": ${counts}.` : `${report.folder} of "${project}" is as it was.`
}
