import manifest from '../../package.json' with { type: 'json' }
import type { Command } from '../command.ts'

/** Commands of the server itself. They are loaded when they are called: the others are to answer at once. */
export const serverCommands: readonly Command[] = [
  {
    words: ['start'],
    about: 'start the server (the default)',
    takes: [0, 0],
    examples: ['atrium start'],
    run: async () => (await import('../start.ts')).start(manifest.version),
  },
  {
    words: ['check'],
    about: 'compile a folder of models and print what is wrong with it',
    args: '<folder>',
    takes: [1, 1],
    examples: ['atrium check models'],
    run: async ({ args }) => (await import('../check.ts')).check(args[0] ?? ''),
  },
  {
    words: ['restore'],
    about: 'make the store what it was in a backup',
    args: '<file>',
    takes: [1, 1],
    options: { force: { type: 'boolean', about: 'replace what the store holds now' } },
    examples: ['atrium restore data/backups/2026-01-01.backup.gz --force'],
    run: async (call) => (await import('../restore.ts')).restore(call.args[0] ?? '', { force: call.flag('force') }),
  },
  {
    words: ['rotate-key'],
    about: 'put stored credentials under a new key; goes on where it was interrupted',
    takes: [0, 0],
    examples: ['atrium rotate-key'],
    run: async () => (await import('../rotate-key.ts')).rotateKey(),
  },
  {
    words: ['audit', 'verify'],
    about: 'say whether the audit log is what was written; may run beside the server',
    takes: [0, 0],
    examples: ['atrium audit verify'],
    run: async () => (await import('../audit-verify.ts')).auditVerify(),
  },
  {
    words: ['config'],
    about: 'print the settings of the server and where they come from',
    takes: [0, 0],
    examples: ['atrium config'],
    run: async () => (await import('../print-config.ts')).printConfig(),
  },
]
