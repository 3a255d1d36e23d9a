import { setTimeout as sleep } from 'node:timers/promises'
import { CliError, exitCode } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { pushContent } from '../remote/content-files.ts'
import { readContentFolder } from '../remote/content-folder.ts'
import { projectOf } from '../remote/project.ts'
import { projectOptions } from '../remote/server.ts'
import { problemLine } from '../remote/show-plan.ts'

export const validate: Command = {
  words: ['validate'],
  about: 'check files of content, or what the content of a project refers to; exits with 1 when something is wrong',
  args: '[folder]',
  takes: [0, 1],
  options: { ...projectOptions, offline: { type: 'boolean', about: 'check the files by themselves, without a server' } },
  examples: ['atrium validate', 'atrium validate content', 'atrium validate content --offline'],
  async run(call) {
    const [folder] = call.args
    if (folder === undefined) {
      if (call.flag('offline'))
        throw new CliError(exitCode.usage, 'Without a server there are only files to check.', 'Name their folder: "atrium validate content --offline".')
      return validateProject(call)
    }
    return validateFolder(call, folder)
  },
}

async function validateFolder(call: Call, folder: string): Promise<number> {
  const { terminal } = call
  const files = await readContentFolder(folder, true)
  const { problems, notes } = call.flag('offline')
    ? (await import('../remote/read-offline.ts')).readOffline(files)
    : await pushContent(await projectOf(call), { files, deletes: false, dryRun: true })
  for (const note of notes) terminal.note(problemLine(folder, note))
  terminal.result({ files: files.length, problems }, () => [
    ...problems.map((problem) => problemLine(folder, problem)),
    `${files.length} files, ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`,
  ])
  return problems.length === 0 ? exitCode.ok : exitCode.failed
}

type Finding = { name: string; error: string; errorType?: string; source?: string }
type Job = { status: string; details?: { error?: string } | null }

const pollMs = 500

/** What charts, dashboards and tables of the project refer to that is not there. */
async function validateProject(call: Call): Promise<number> {
  const { terminal } = call
  const { server, project } = await projectOf(call)
  const path = `/api/v1/projects/${project.projectUuid}/validate`
  const { jobId } = await server.call<{ jobId: string }>('POST', path, {})
  for (;;) {
    const { status, details } = await server.call<Job>('GET', `/api/v1/schedulers/job/${jobId}/status`)
    if (status === 'completed') break
    if (status === 'error')
      throw new CliError(exitCode.failed, details?.error ?? 'The validation failed.', 'Try again; if it fails again, the log of the server says why.')
    await sleep(pollMs)
  }
  const findings = await server.call<Finding[]>('GET', `${path}?jobId=${jobId}`)
  terminal.result(findings, () => [
    ...findings.map(({ source, name, error }) => `${source?.toLowerCase() ?? 'content'} "${name}": ${error}`),
    `${findings.length} ${findings.length === 1 ? 'problem' : 'problems'} in "${project.name}"`,
  ])
  return findings.length === 0 ? exitCode.ok : exitCode.failed
}
