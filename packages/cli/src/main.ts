import { parseArgs } from 'node:util'
import manifest from '../package.json' with { type: 'json' }
import { auditVerify } from './audit-verify.ts'
import { check } from './check.ts'
import { printConfig } from './print-config.ts'
import { restore } from './restore.ts'
import { rotateKey } from './rotate-key.ts'
import { say, sayError } from './say.ts'
import { start } from './start.ts'
import { explainError } from './explain-error.ts'

const usage = `atrium ${manifest.version}: self-hosted analytics

  atrium start            start the server (the default)
  atrium check <folder>   compile a folder of models and print what is wrong with it
  atrium restore <file>   make the store what it was in a backup; --force replaces what it holds now
  atrium rotate-key       put stored credentials under a new key; goes on where it was interrupted
  atrium audit verify     say whether the audit log is what was written; may run beside the server
  atrium config           print the settings and where they come from
  atrium --help, --version

Settings come from the environment: DATABASE_URL and ATRIUM_…; "atrium config" lists them.`

/** Runs one command; answers the exit code. */
async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' }, force: { type: 'boolean' } },
  })
  if (values.help === true) return say(usage)
  if (values.version === true) return say(manifest.version)
  const [command = 'start', ...rest] = positionals
  const force = values.force === true
  if (force && command !== 'restore') return wrongUse('"--force" belongs to "atrium restore"')
  switch (command) {
    case 'start':
      return rest.length === 0 ? start(manifest.version) : wrongUse(`"atrium start" takes no arguments, but got "${rest.join(' ')}"`)
    case 'check':
      return rest[0] !== undefined && rest.length === 1 ? check(rest[0]) : wrongUse('"atrium check" needs one folder')
    case 'restore':
      return rest[0] !== undefined && rest.length === 1 ? restore(rest[0], { force }) : wrongUse('"atrium restore" needs one file')
    case 'rotate-key':
      return rest.length === 0 ? rotateKey() : wrongUse('"atrium rotate-key" takes no arguments: keys are settings')
    case 'audit':
      return rest[0] === 'verify' && rest.length === 1 ? auditVerify() : wrongUse('"atrium audit" knows one thing to do: "atrium audit verify"')
    case 'config':
      return printConfig()
    default:
      return wrongUse(`"${command}" is not a command of atrium`)
  }
}

function wrongUse(problem: string): number {
  sayError(`${problem}.\n\n${usage}`)
  return 2
}

// Whoever reads what we print may stop reading (`| head`); that ends no server.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  sayError(explainError(error))
  process.exitCode = 1
}
