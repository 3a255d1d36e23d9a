import type { Command } from './command.ts'
import { appsRun, appsRuns } from './commands/apps.ts'
import { completionOf } from './commands/completion.ts'
import { deploy } from './commands/deploy.ts'
import { endpointsTest } from './commands/endpoint-tests.ts'
import { endpointsGet, endpointsList, endpointsRun } from './commands/endpoints.ts'
import { generate } from './commands/generate.ts'
import { login, logout, whoami } from './commands/login.ts'
import { mcp } from './commands/mcp.ts'
import { modelsIngest } from './commands/models-ingest.ts'
import { notebooksRun } from './commands/notebook-run.ts'
import { notebooksExport, notebooksImport, notebooksList } from './commands/notebooks.ts'
import { previewStart, previewStop } from './commands/preview.ts'
import { projectList, projectUse } from './commands/project.ts'
import { promote } from './commands/promote.ts'
import { pull } from './commands/pull.ts'
import { diff, push } from './commands/push.ts'
import { query } from './commands/query.ts'
import { serverCommands } from './commands/server.ts'
import { validate } from './commands/validate.ts'

/** Commands that ask a server, from this machine or another one. */
const remoteCommands: readonly Command[] = [
  login,
  logout,
  whoami,
  projectList,
  projectUse,
  pull,
  push,
  diff,
  validate,
  previewStart,
  previewStop,
  promote,
  deploy,
  modelsIngest,
  query,
  endpointsList,
  endpointsGet,
  endpointsRun,
  endpointsTest,
  notebooksList,
  notebooksImport,
  notebooksExport,
  notebooksRun,
  appsRun,
  appsRuns,
  mcp,
  generate,
]

const completion = completionOf(() => commands)

export const groups: readonly { title: string; commands: readonly Command[] }[] = [
  { title: 'The server', commands: serverCommands },
  { title: 'Working with a server', commands: [...remoteCommands, completion] },
]

/** All commands of `atrium`. */
export const commands: readonly Command[] = groups.flatMap((group) => group.commands)
