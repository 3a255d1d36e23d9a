import type { CellError, CellErrorCode, KernelLanguage, KernelLimits } from './kernel.ts'
import type { ErrorParams } from '../platform/errors.ts'
import type { ProcessEnd } from './sandbox-process.ts'

type Said = { code: CellErrorCode; message: string; line: number | null }

/** What the code itself did wrong, with what to do about it. */
export function cellErrorOf({ code, message, line }: Said, { language, limits }: { language: KernelLanguage; limits: KernelLimits }): CellError {
  switch (code) {
    case 'unknown_name':
      return { code, message, line, hint: 'Define it in this cell or in another one, and check its spelling.' }
    case 'undefined_name':
      return { code, message, line, hint: 'Assign the name at the top level of the cell, on every way through it.' }
    case 'not_shareable':
      return {
        code,
        message: `This can't leave the cell: ${message}.`,
        params: { why: message },
        line,
        hint: 'Cells share plain values, dates, lists, objects and tables.',
      }
    case 'memory':
      return { code, message: `The cell used more than ${limits.memoryMb} MB.`, params: { megabytes: limits.memoryMb }, line, hint: smaller }
    case 'syntax':
    case 'failed':
      return {
        code,
        message,
        line,
        hint: language === 'python' && message.startsWith('ModuleNotFoundError') ? 'Only the standard library of Python is there.' : null,
      }
    default:
      return { code, message, line, hint: null }
  }
}

const smaller = 'Let SQL filter and group first, and work with fewer rows here.'

/** Why the process of a cell was ended. */
export function endedError(why: ProcessEnd | 'time' | 'output' | 'interrupted', limits: KernelLimits): CellError {
  const said = (code: CellErrorCode, message: string, hint: string | null, params: ErrorParams = {}): CellError => ({ code, message, params, line: null, hint })
  switch (why) {
    case 'time':
      return said(
        'time',
        `The cell took longer than ${limits.timeoutMs / 1000} s and was stopped.`,
        'Look for a loop without an end, or let SQL do more of the work.',
        { seconds: limits.timeoutMs / 1000 },
      )
    case 'memory':
      return said('memory', `The cell used more than ${limits.memoryMb} MB and was stopped.`, smaller, { megabytes: limits.memoryMb })
    case 'output': {
      const megabytes = Math.round(limits.resultBytes / 1_048_576)
      return said('output', `The cell put out more than ${megabytes} MB or too many things, and was stopped.`, smaller, { megabytes })
    }
    case 'interrupted':
      return said('interrupted', 'The cell was stopped.', null)
    case 'killed':
    case 'broken':
    case 'crashed':
      return said(
        'crashed',
        'The process that ran the cell ended.',
        'Look for errors in timers and in promises that nobody awaits, and for what the sandbox does not have.',
      )
  }
}
