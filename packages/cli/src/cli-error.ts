/** What exit codes say; scripts may rely on them. */
export const exitCode = {
  ok: 0,
  /** It ran, and something is wrong or different: problems in files, a failed query. */
  failed: 1,
  /** It was called in a way that it does not understand. */
  usage: 2,
  /** The server does not know who asks, or does not let them. */
  refused: 3,
  /** The server cannot be reached, or is busy. */
  unavailable: 4,
} as const

/** An error that the person at the terminal can mend; `hint` says how. */
export class CliError extends Error {
  readonly code: number
  readonly hint: string
  constructor(code: number, message: string, hint = '') {
    super(message)
    this.name = 'CliError'
    this.code = code
    this.hint = hint
  }
}

export const usageError = (message: string, hint = ''): CliError => new CliError(exitCode.usage, message, hint)
