import type { Options } from './command.ts'

/** Options that every command takes. */
export const globalOptions = {
  json: { type: 'boolean', about: 'print results and errors as JSON' },
  'no-input': { type: 'boolean', about: 'never ask; fail where an answer would be needed' },
  'no-color': { type: 'boolean', about: 'no colours (NO_COLOR)' },
  help: { type: 'boolean', short: 'h', about: 'how a command is used' },
} as const satisfies Options
