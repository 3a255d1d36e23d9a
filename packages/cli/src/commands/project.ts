import { CliError, exitCode } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { readStored, writeStored } from '../remote/credentials.ts'
import { findProject, listProjects } from '../remote/project.ts'
import { serverOf, serverOptions } from '../remote/server.ts'
import { tableLines } from '../terminal/table.ts'

export const projectList: Command = {
  words: ['project', 'list'],
  about: 'the projects that you see',
  takes: [0, 0],
  options: serverOptions,
  examples: ['atrium project list', 'atrium project list --json'],
  async run(call) {
    const server = await serverOf(call)
    const projects = await listProjects(server)
    const stored = await readStored(call.terminal.env)
    const chosen = stored?.url === server.url ? stored.project?.uuid : undefined
    call.terminal.result(projects, () =>
      tableLines(
        ['', 'name', 'type', 'id'],
        projects.map(({ projectUuid, name, type }) => [projectUuid === chosen ? '*' : '', name, type.toLowerCase(), projectUuid]),
      ),
    )
    return exitCode.ok
  },
}

export const projectUse: Command = {
  words: ['project', 'use'],
  about: 'choose the project that commands are about from now on',
  args: '<name or id>',
  takes: [1, 1],
  options: serverOptions,
  examples: ['atrium project use "Atrium demo"'],
  async run(call) {
    const server = await serverOf(call)
    const { projectUuid: uuid, name } = findProject(await listProjects(server), call.args[0] ?? '')
    const stored = await readStored(call.terminal.env)
    if (stored?.url !== server.url)
      throw new CliError(exitCode.usage, 'There is nothing to remember the project with.', 'Run "atrium login" first, or set ATRIUM_PROJECT.')
    await writeStored(call.terminal.env, { ...stored, project: { uuid, name } })
    call.terminal.result({ projectUuid: uuid, name }, () => [`Commands are about "${name}" now.`])
    return exitCode.ok
  },
}
