import { CliError, exitCode, usageError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { findProject, listProjects, projectOf } from '../remote/project.ts'
import { projectOptions, serverOf, serverOptions } from '../remote/server.ts'

export const previewStart: Command = {
  words: ['preview', 'start'],
  about: 'make a preview: a copy of a project to try changes in',
  args: '<name>',
  takes: [1, 1],
  options: {
    ...projectOptions,
    empty: { type: 'boolean', about: 'without the charts, dashboards and spaces of the project' },
    days: { type: 'string', value: '<days>', about: 'delete it by itself after so many days; it stays when that is not said' },
  },
  examples: ['atrium preview start my-branch', 'atrium preview start my-branch --days 7', 'atrium preview start my-branch --json'],
  async run(call) {
    const { server, project } = await projectOf(call)
    const name = call.args[0] ?? ''
    const days = call.text('days')
    if (days !== undefined && !/^[1-9]\d{0,3}$/.test(days)) throw usageError(`"${days}" is no number of days.`, 'Give a number from 1 to 9999.')
    const deleteAfter = days === undefined ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString()
    const preview = { name, copyContent: !call.flag('empty'), deleteAfter }
    const projectUuid = await server.call<string>('POST', `/api/v1/projects/${project.projectUuid}/createPreview`, preview)
    const url = `${server.url}/p/${projectUuid}`
    call.terminal.result({ projectUuid, name, url }, () => [
      `The preview "${name}" of "${project.name}" is at ${url}`,
      `Its id is ${projectUuid}: push to it with --project, end it with "atrium preview stop".`,
    ])
    return exitCode.ok
  },
}

export const previewStop: Command = {
  words: ['preview', 'stop'],
  about: 'delete a preview with everything in it',
  args: '<name or id>',
  takes: [1, 1],
  options: serverOptions,
  examples: ['atrium preview stop my-branch'],
  async run(call) {
    const server = await serverOf(call)
    const { projectUuid, name, type } = findProject(await listProjects(server), call.args[0] ?? '')
    if (type !== 'PREVIEW') throw new CliError(exitCode.usage, `"${name}" is a project of its own and no preview.`, 'Projects are deleted in their settings.')
    await server.call('DELETE', `/api/v1/org/projects/${projectUuid}`)
    call.terminal.result({ projectUuid, name }, () => [`The preview "${name}" is deleted.`])
    return exitCode.ok
  },
}
