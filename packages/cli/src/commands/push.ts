import { CliError, exitCode } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { pushContent, type RemoteOutcome } from '../remote/content-files.ts'
import { defaultFolder, readContentFolder } from '../remote/content-folder.ts'
import { projectOf, type Project } from '../remote/project.ts'
import { projectOptions, type Server } from '../remote/server.ts'
import { countLine, diffLines, planLines, problemLine } from '../remote/show-plan.ts'

const deletes = { delete: { type: 'boolean', about: 'also delete content that no file holds' } } as const

type Planned = { folder: string; of: { server: Server; project: Project }; files: Awaited<ReturnType<typeof readContentFolder>>; outcome: RemoteOutcome }

/** What pushing a folder would do; problems and notes are told. */
async function plan(call: Call): Promise<Planned> {
  const folder = call.args[0] ?? defaultFolder
  const files = await readContentFolder(folder, true)
  const of = await projectOf(call)
  if (files.length === 0) throw new CliError(exitCode.failed, `There is no YAML file in ${folder}.`, 'Run "atrium pull" first, or name another folder.')
  const outcome = await pushContent(of, { files, deletes: call.flag('delete'), dryRun: true })
  for (const found of [...outcome.problems, ...outcome.notes]) call.terminal.note(problemLine(folder, found))
  return { folder, of, files, outcome }
}

const problemCount = (count: number): string => `${count} ${count === 1 ? 'problem' : 'problems'}. Nothing was changed.`

export const push: Command = {
  words: ['push'],
  about: 'make a project what files of content say: all of it, or nothing',
  args: '[folder]',
  takes: [0, 1],
  options: {
    ...projectOptions,
    'dry-run': { type: 'boolean', about: 'only say what would change' },
    ...deletes,
    yes: { type: 'boolean', short: 'y', about: 'delete without asking' },
  },
  examples: ['atrium push --dry-run', 'atrium push', 'atrium push content --delete --yes'],
  async run(call) {
    const { terminal } = call
    const { of, files, outcome: planned } = await plan(call)
    const { changes, problems, version } = planned
    if (problems.length > 0 || call.flag('dry-run')) {
      terminal.result(planned, () => (problems.length > 0 ? [problemCount(problems.length)] : planLines(terminal, changes)))
      return problems.length > 0 ? exitCode.failed : exitCode.ok
    }
    const deleted = changes.filter(({ action }) => action === 'delete').length
    if (deleted > 0 && !call.flag('yes')) {
      for (const line of planLines(terminal, changes)) terminal.note(line)
      if (!(await terminal.confirm(`Delete ${deleted} from "${of.project.name}"?`, '--yes'))) return exitCode.failed
    }
    const outcome = await pushContent(of, { files, deletes: call.flag('delete'), dryRun: false, expectedVersion: version })
    terminal.result(outcome, () => [
      ...planLines(terminal, outcome.changes),
      outcome.applied ? `Pushed to "${of.project.name}".` : problemCount(outcome.problems.length),
    ])
    return outcome.applied ? exitCode.ok : exitCode.failed
  },
}

export const diff: Command = {
  words: ['diff'],
  about: 'what differs between files and a project, line by line; exits with 1 when something does',
  args: '[folder]',
  takes: [0, 1],
  options: { ...projectOptions, ...deletes },
  examples: ['atrium diff', 'atrium diff content --delete'],
  async run(call) {
    const { terminal } = call
    const { folder, outcome } = await plan(call)
    const { changes, problems } = outcome
    terminal.result(outcome, () => (problems.length > 0 ? [problemCount(problems.length)] : [...diffLines(terminal, folder, changes), countLine(changes)]))
    return problems.length === 0 && changes.every(({ action }) => action === 'unchanged') ? exitCode.ok : exitCode.failed
  },
}
